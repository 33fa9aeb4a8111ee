import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Keeper } from '../../functions/core/keeper.ts';

describe('what a process keeps', () => {
  it('is bounded: what was asked for longest ago makes room', () => {
    const keeper = new Keeper<number>(2);
    keeper.put('a', 1);
    keeper.put('b', 2);
    expect(keeper.get('a')).toBe(1);
    keeper.put('c', 3);
    expect([keeper.get('a'), keeper.get('b'), keeper.get('c'), keeper.size]).toEqual([1, undefined, 3, 2]);
  });

  it('is made once, also by many who ask at the same time', async () => {
    const keeper = new Keeper<Promise<number>>(2);
    let made = 0;
    const ask = () => keeper.keep('a', async () => ++made);
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
    expect(await ask()).toBe(1);
  });

  it('is asked for again where it could not be had, and a late failure takes nothing newer with it', async () => {
    const keeper = new Keeper<Promise<string>>(2);
    const failing = keeper.keep('a', () => Promise.reject(new Error('gone')));
    await keeper.put('a', Promise.resolve('newer'));
    await expect(failing).rejects.toThrow('gone');
    expect(await keeper.get('a')).toBe('newer');
    await expect(keeper.keep('b', () => Promise.reject(new Error('gone')))).rejects.toThrow();
    expect(keeper.get('b')).toBeUndefined();
  });

  it('is kept in one way: no module has an unbounded map of its own', () => {
    const root = resolve(import.meta.dirname, '../../functions');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    // A map that begins empty and lives as long as the module, or as the store that opened it.
    const MAP =
      /^(?:const|let) \w+ = new Map(?:<.*>)?\(\)|^ {2}const \w+ = new Map<string, (?:unknown|Contents)>\(\)/m;
    const own = files.filter((name) => MAP.test(readFileSync(join(root, name), 'utf8')));
    // The parts of the environment are five.
    expect(own.filter((name) => name !== 'adapters/env.ts')).toEqual([]);
  });
});
