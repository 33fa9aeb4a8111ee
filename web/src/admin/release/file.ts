/** A file the person chose, as the API takes it. */
import { unsendable } from '../../api/problem.ts';

/** What one call takes (contract: FileBase64). */
const MOST_BYTES = 4 * 1024 * 1024;

/** Its bytes as base64. @throws ApiProblem for a file that is too large or cannot be read */
export async function base64Of(file: File): Promise<string> {
  if (file.size > MOST_BYTES) {
    const size = (file.size / 1024 / 1024).toFixed(1);
    throw unsendable(`文件有 ${size} MB，最大为 4 MB；请确认选对了文件。`);
  }
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(unsendable('文件读不出来：可能已被移走，或者正被别的程序使用。'));
    reader.readAsDataURL(file);
  });
}
