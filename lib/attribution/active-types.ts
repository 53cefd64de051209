/** Fund types whose managers choose industries and stocks, which are compared with each other (主动权益: 普通股票、偏股混合、灵活配置). */
export const ACTIVE = ["stock", "mixed_equity", "flexible"] as const;

/** Whether a fund of that type is an active one. */
export const isActive = (type: string): boolean => (ACTIVE as readonly string[]).includes(type);
