import { dispositionOf, fileNameOf } from './file-name.js';

describe("a file's name", () => {
  it.each([
    [undefined, 'file'],
    ['attachment', 'file'],
    ['attachment; filename=hose.jpg', 'hose.jpg'],
    ['attachment; filename="the hose.jpg"', 'the hose.jpg'],
    ['attachment; filename="a \\"leak\\".jpg"', 'a "leak".jpg'],
    ["attachment; filename=x.jpg; filename*=UTF-8''%E6%BC%8F%E6%B0%B4.jpg", '漏水.jpg'],
    ["attachment; filename*=utf-8'zh'%E6%BC%8F%E6%B0%B4.jpg; filename=x.jpg", '漏水.jpg'],
    ['attachment; filename="../../pictures/hose.jpg"', 'hose.jpg'],
    ["attachment; filename*=UTF-8''C%3A%5Cpictures%5Chose.jpg", 'hose.jpg'],
  ])('is read from %s', (header, name) => {
    expect(fileNameOf(header)).toBe(name);
  });

  it.each([
    ["attachment; filename*=UTF-8''%00.jpg", 'NUL'],
    ["attachment; filename*=UTF-8''a%0d%0ab.jpg", 'a line break'],
    ["attachment; filename*=UTF-8''%E0%A4%A.jpg", 'a broken escape'],
    ["attachment; filename*=UTF-8''hose%E2%80%AEgpj.exe", 'a turn of direction'],
    ['attachment; filename="folder/"', 'nothing after the folder'],
    [`attachment; filename="${'x'.repeat(256)}"`, 'too many characters'],
  ])('is refused: %s has %s', (header) => {
    expect(() => fileNameOf(header)).toThrow(expect.objectContaining({ code: 'request.invalid', message: expect.stringContaining('Content-Disposition') }));
  });

  it.each(['hose.jpg', 'a "leak" 100%.jpg', '漏水 💧.jpg', "l'eau (1)*.jpg", 'שלום.pdf'])('comes back as it was: %s', (name) => {
    const header = dispositionOf(name);
    expect(header).toMatch(/^attachment; [\x20-\x7e]+$/);
    expect(fileNameOf(header)).toBe(name);
  });
});
