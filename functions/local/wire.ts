/** A plain call of a local engine, for what the store's client does not cover: readiness and the stream. */
export type EngineFault = Error & { code: string };

/**
 * @param target `DynamoDB_20120810.ListTables`, `DynamoDBStreams_20120810.GetRecords` …
 * @throws an error with `code`, the engine's exception name, or fetch's own when nobody answers
 */
export async function callEngine<T>(endpoint: string, target: string, body: unknown): Promise<T> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as T & { __type?: string; message?: string };
  if (response.ok) return answer;
  const code = answer.__type?.split('#').at(-1) ?? String(response.status);
  throw Object.assign(new Error(`${code}: ${answer.message ?? ''}`), { code });
}
