# Golden values of lib/attribution/qp: a thousand seeded problems with R's quadprog (Goldfarb and Idnani).
# Rscript test/golden/attribution/quadprog.R > test/golden/attribution/quadprog.json
# The generator is the Park-Miller sequence, which R and TypeScript compute to the same bits; see qp.test.ts.
# quadprog needs a definite matrix: a singular problem is solved by proximal steps, each a definite problem for quadprog,
# until no step moves by more than 1e-11; the optimum's value and Qx are unique even where x is not.
suppressMessages(library(quadprog))
seed <- 20240223
uniform <- function() {
  seed <<- (seed * 48271) %% 2147483647
  seed / 2147483647
}
solve1 <- function(Q, cc, lower, upper, lo, hi) {
  n <- length(cc)
  if (lo == hi) solve.QP(Q, cc, cbind(rep(1, n), diag(n), -diag(n)), c(lo, lower, -upper), meq = 1)$solution
  else solve.QP(Q, cc, cbind(rep(1, n), rep(-1, n), diag(n), -diag(n)), c(lo, -hi, lower, -upper))$solution
}
rows <- character(0)
for (k in 0:999) {
  n <- 2 + floor(uniform() * 11)
  singular <- k %% 4 == 3
  m <- if (singular) max(1, floor(n * uniform())) else n + 6
  X <- matrix(0, m, n)
  for (i in 1:m) for (j in 1:n) X[i, j] <- uniform() - 0.5
  Q <- matrix(0, n, n)
  for (i in 1:n) for (j in 1:n) { s <- 0; for (t in 1:m) s <- s + X[t, i] * X[t, j]; Q[i, j] <- s }
  cc <- numeric(n); lower <- numeric(n); upper <- numeric(n)
  for (i in 1:n) cc[i] <- 2 * (uniform() - 0.3)
  for (i in 1:n) lower[i] <- if (k %% 3 == 0) -0.2 * uniform() else 0
  for (i in 1:n) upper[i] <- 0.1 + 0.6 * uniform()
  most <- 0; for (i in 1:n) most <- most + upper[i]
  lo <- 0.5 * min(1, most); hi <- if (k %% 5 == 0) lo else 0.95 * min(1, most)
  if (!singular) {
    x <- solve1(Q, cc, lower, upper, lo, hi)
  } else {
    d <- 1e-3; x <- rep(0, n)
    for (round in 1:20000) {
      y <- solve1(Q + d * diag(n), cc + d * x, lower, upper, lo, hi)
      moved <- max(abs(y - x)); x <- y
      if (moved < 1e-11) break
    }
  }
  value <- 0.5 * sum(x * (Q %*% x)) - sum(cc * x)
  rows <- c(rows, sprintf('{"n":%d,"singular":%s,"value":%.15g,"x":[%s]}', n, if (singular) "true" else "false", value,
    paste(sprintf("%.15g", x), collapse = ",")))
}
cat(sprintf('{"source":"R %s, quadprog %s","problems":[\n%s\n]}\n', getRversion(), packageVersion("quadprog"), paste(rows, collapse = ",\n")))
