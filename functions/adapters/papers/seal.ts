import { FAMILY } from './fonts.ts';
import { RED, SEAL_SIZE } from './sizes.ts';

/**
 * The round seal of a people's government: 42 mm across, the five-pointed star in the middle, the name along the arc above
 * it from left to right (国发〔1999〕25号). Drawn, never a picture.
 */
export function sealDrawing(name: string): { svg: string; width: number; height: number; font: string } {
  const characters = [...name];
  // the arc may take 270°; the spacing is even and never wider than 24° a character
  const step = Math.min(24, 250 / Math.max(1, characters.length - 1));
  const first = -(step * (characters.length - 1)) / 2;
  const size = Math.min(15, 2.1 * step * 0.33 + 6);
  const letters = characters
    .map((c, i) => {
      const angle = first + i * step;
      return `<g transform="rotate(${angle.toFixed(2)} 60 60)"><text x="60" y="${(12.5 + size * 0.88).toFixed(2)}" text-anchor="middle" font-family="${FAMILY}" font-weight="bold" font-size="${size.toFixed(2)}" fill="${RED}">${c}</text></g>`;
    })
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120"><circle cx="60" cy="60" r="57.5" fill="none" stroke="${RED}" stroke-width="3.2"/><polygon points="${star(60, 62, 19)}" fill="${RED}"/>${letters}</svg>`;
  return { svg, width: SEAL_SIZE, height: SEAL_SIZE, font: FAMILY };
}

function star(x: number, y: number, radius: number): string {
  const inner = radius * 0.382;
  return Array.from({ length: 10 }, (_, i) => {
    const angle = -Math.PI / 2 + (i * Math.PI) / 5;
    const r = i % 2 === 0 ? radius : inner;
    return `${(x + r * Math.cos(angle)).toFixed(2)},${(y + r * Math.sin(angle)).toFixed(2)}`;
  }).join(' ');
}
