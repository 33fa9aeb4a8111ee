/** Who a bearer token speaks for. */
export interface TokenVerifier {
  /** The subject (a person id); throws Refusal `token-invalid` for anything forged, expired or meant for others. */
  verify(token: string): Promise<{ subject: string; expiresAt: number }>;
}
