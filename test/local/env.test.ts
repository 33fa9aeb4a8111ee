import { describe, expect, it } from 'vitest';
import { SettableClock, systemClock } from '../../functions/adapters/clock.ts';
import { environment } from '../../functions/adapters/env.ts';
import { Instant } from '../../functions/contract/ids.ts';

describe('the environment of a deployed function', () => {
  it('is named variable by variable where it is wrong, without the values', () => {
    const wrong = { OIDC_ISSUER: 'not-an-address', OIDC_AUDIENCE: 'yizhi-api' };
    const reading = () => environment('signIn', wrong);
    expect(reading).toThrow(/OIDC_ISSUER.*OIDC_JWKS_URL.*OIDC_CLIENT_ID/);
    expect(reading).not.toThrow(/not-an-address/);
    expect(() => environment('townships', { TENANTS: '[' })).toThrow('TENANTS: is not JSON');
  });

  it('is read once', () => {
    expect(environment('store', { AWS_REGION: 'cn-north-1' })).toEqual({ AWS_REGION: 'cn-north-1' });
    expect(environment('store', { AWS_REGION: 'elsewhere' })).toEqual({ AWS_REGION: 'cn-north-1' });
  });

  it('holds the townships as JSON', () => {
    const town = { id: 'daguokou', name: '大过口乡', government: '楚雄市大过口乡人民政府', short: '大' };
    expect(environment('townships', { TENANTS: JSON.stringify([town]) })).toEqual({ TENANTS: [town] });
  });
});

describe('a clock', () => {
  it('gives UTC with milliseconds', () => {
    expect(Instant.safeParse(systemClock.now()).success).toBe(true);
  });

  it('of a test stands still until it is moved', () => {
    const clock = new SettableClock('2026-05-20T01:00:00.000Z');
    expect(clock.now()).toBe('2026-05-20T01:00:00.000Z');
    clock.advance(24 * 3600_000);
    expect(clock.now()).toBe('2026-05-21T01:00:00.000Z');
    clock.set('2027-01-01T00:00:00.000Z');
    expect(clock.now()).toBe('2027-01-01T00:00:00.000Z');
    expect(() => clock.set('tomorrow')).toThrow('not an instant');
  });
});
