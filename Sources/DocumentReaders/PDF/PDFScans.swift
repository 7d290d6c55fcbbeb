import Foundation
import SourceTexts

/// Reads pages that are pictures: poppler's `pdftoppm` draws them, Tesseract reads the drawing.
struct PDFScans {
  static let origin = "it comes with tesseract-ocr (Debian: apt install tesseract-ocr) or tesseract"
  /// Pixels of a drawing for each unit of ``PDFPage``: 324 to the inch.
  private static let zoom = 3
  /// Pixels of a drawing's longer side.
  private static let longestSide = 8000

  let source: URL
  let folder: URL
  let name: String
  let seconds: Int

  /// The words of a page, in place of what is known of it.
  ///
  /// - Throws: ``ReadingDiagnostic``: `missing_tool`, or `damaged_file` where a tool takes too long.
  func read(_ page: PDFPage) throws -> PDFPage {
    let draw = try ExternalTool("pdftoppm", for: name)
    let recognise = try ExternalTool("tesseract", for: name, origin: Self.origin)
    let side = max(1, page.width, page.height)
    let zoom = max(1, min(Self.zoom, Self.longestSide / side))
    let picture = folder.appendingPathComponent("scan")
    _ = try draw.run(
      [
        "-r", "\(108 * zoom)", "-gray", "-png", "-singlefile", "-f", "\(page.number)", "-l", "\(page.number)",
        source.path, picture.path,
      ], in: folder, seconds: seconds, file: name)
    let file = picture.path + ".png"
    defer { try? FileManager.default.removeItem(atPath: file) }
    guard FileManager.default.fileExists(atPath: file) else { return page }
    let outcome = try recognise.run([file, "stdout", "-l", "eng", "tsv"], in: folder, seconds: seconds, file: name)
    return Self.page(Array(outcome.output), like: page, zoom: zoom)
  }

  /// A page of the words that Tesseract lists ("tsv": level, page, block, paragraph, line, word, left, top, width, height,
  /// confidence, text), a stretch for each line.
  static func page(_ listing: [UInt8], like page: PDFPage, zoom: Int) -> PDFPage {
    struct Line {
      var key: [Int]
      var left: Int
      var top: Int
      var right: Int
      var bottom: Int
      var text: [UInt8]
    }
    var lines: [Line] = []
    // What isn't UTF-8 would be replaced later, and every place behind it would be wrong.
    for row in String(decoding: listing, as: UTF8.self).utf8.split(separator: 0x0A) {
      let fields = row.split(separator: 0x09, maxSplits: 11, omittingEmptySubsequences: false)
      guard fields.count == 12, fields[0].elementsEqual("5".utf8) else { continue }
      let numbers = fields[1..<10].compactMap { Int(String(decoding: $0, as: UTF8.self)) }
      guard numbers.count == 9, numbers.allSatisfy({ (-1_000_000...1_000_000).contains($0) }) else { continue }
      let text = fields[11].filter { !$0.isBlank && $0 >= 0x20 }
      guard !text.isEmpty else { continue }
      let (left, top) = (numbers[5], numbers[6])
      let (right, bottom) = (left + max(0, numbers[7]), top + max(0, numbers[8]))
      let key = Array(numbers[0..<4])
      if let last = lines.last, last.key == key {
        lines[lines.count - 1].left = min(last.left, left)
        lines[lines.count - 1].top = min(last.top, top)
        lines[lines.count - 1].right = max(last.right, right)
        lines[lines.count - 1].bottom = max(last.bottom, bottom)
        lines[lines.count - 1].text += [0x20] + text
      } else {
        lines.append(Line(key: key, left: left, top: top, right: right, bottom: bottom, text: text))
      }
    }
    // Heights swing with the letters of a line: those of a paragraph are one.
    var heights: [[Int]: [Int]] = [:]
    for line in lines { heights[Array(line.key.prefix(3)), default: []].append(line.bottom - line.top) }
    let medians = heights.mapValues { $0.sorted()[$0.count / 2] }
    var scanned = page
    scanned.isScanned = true
    scanned.fragments = lines.map { line in
      let height = max(1, line.bottom - line.top)
      return PDFPage.Fragment(
        left: line.left / zoom, top: line.top / zoom, width: (line.right - line.left) / zoom,
        height: max(1, height / zoom), size: max(1, (medians[Array(line.key.prefix(3))] ?? height) / zoom),
        isBold: false, text: line.text,
        links: [])
    }
    scanned.evenSizes()
    return scanned
  }
}
