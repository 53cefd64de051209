# Fund-position problems by R's quadprog, for bench/positions.bench.ts: reads a text file of numbers (n, count, then each
# problem's Q by rows, c, and lo and hi of the budget; box 0 to 1) and prints seconds a problem and the optima's values.
suppressMessages(library(quadprog))
v <- scan(commandArgs(TRUE)[1], quiet = TRUE)
n <- v[1]
count <- v[2]
size <- n * n + n + 2
A <- cbind(rep(1, n), rep(-1, n), diag(n), -diag(n))
problems <- lapply(seq_len(count), function(k) {
  p <- v[2 + (k - 1) * size + seq_len(size)]
  list(Q = matrix(p[1:(n * n)], n), c = p[n * n + 1:n], b = c(p[size - 1], -p[size], rep(0, n), rep(-1, n)))
})
run <- function() for (k in seq_len(count)) {
  p <- problems[[k]]
  value[k] <<- solve.QP(p$Q, p$c, A, p$b)$value
}
value <- numeric(count)
run()
times <- replicate(5, { started <- proc.time()[["elapsed"]]; run(); proc.time()[["elapsed"]] - started })
cat(sprintf("%s\n%.9g\n", packageVersion("quadprog"), median(times) / count))
cat(sprintf("%.15g\n", value), sep = "")
