import QRCode from 'qrcode';

/** A QR code of a text as drawn squares, `size` points wide with its quiet zone. */
export function qrDrawing(text: string, size: number): { canvas: object[] } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const unit = size / (modules.size + 4);
  const canvas: object[] = [];
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; ) {
      const from = x;
      while (x < modules.size && modules.get(y, x)) x += 1;
      if (x > from)
        canvas.push({
          type: 'rect',
          x: (from + 2) * unit,
          y: (y + 2) * unit,
          w: (x - from) * unit,
          h: unit,
          color: 'black',
        });
      else x += 1;
    }
  return { canvas };
}
