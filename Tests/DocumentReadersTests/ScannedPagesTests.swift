import DocumentReaders
import Foundation
import SourceTexts
import TestSupport
import Testing

/// Pages that are pictures.
@Suite struct ScannedPagesTests {
  /// What Tesseract lists of a page with a title and two columns, 324 dots to the inch.
  static let listing: String = {
    var rows = ["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"]
    func add(_ line: String, block: Int, number: Int, left: Int, top: Int, height: Int = 42) {
      rows.append("4\t1\t\(block)\t1\t\(number)\t0\t\(left)\t\(top)\t1100\t\(height)\t-1\t")
      var place = left
      for (word, text) in line.split(separator: " ").enumerated() {
        let width = text.count * height * 6 / 10
        rows.append("5\t1\t\(block)\t1\t\(number)\t\(word + 1)\t\(place)\t\(top)\t\(width)\t\(height)\t93.1\t\(text)")
        place += width + height / 3
      }
    }
    add("The Quiet Frontier", block: 1, number: 1, left: 300, top: 200, height: 84)
    for (number, line) in PDFLayoutTests.left.enumerated() {
      add(line, block: 2, number: number + 1, left: 200, top: 400 + 56 * number, height: 40 + number % 3 * 2)
    }
    for (number, line) in PDFLayoutTests.right.enumerated() {
      add(line, block: 3, number: number + 1, left: 1450, top: 400 + 56 * number, height: 40 + number % 3 * 2)
    }
    return rows.joined(separator: "\n")
  }()

  @Test func readsTheColumnsOfAScannedPage() throws {
    let source = try DocumentReader().read(scan: Array(Self.listing.utf8), name: "a.pdf").get()
    let text = ReadingText.passages(of: source).map(\.text).joined(separator: " ")
    #expect(source.metadata.title == "The Quiet Frontier")
    #expect(text.contains("In May 1812 France met Prussia at Tilsit"))
    #expect(text.contains("had to be carried out."))
  }

  @Test func namesThePageSoThatEveryFindingTellsOfTheScan() throws {
    let source = try DocumentReader().read(scan: Array(Self.listing.utf8), name: "a.pdf").get()
    #expect(source.pages.map(\.label) == ["1 (scanned)"])
  }

  @Test func refusesScansAndSaysHowTheyCanBeRead() throws {
    let path = SharedData.fixture("documents/scanned.pdf").path
    let diagnostic = try #require(try DocumentReader().read(path: path).failure)
    #expect(diagnostic.code == .noTextLayer)
    #expect(diagnostic.message.contains("--ocr") && diagnostic.message.contains("tesseract-ocr"))
  }

  static let hasTesseract = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/tesseract")
  }

  @Test(.enabled(if: hasTesseract)) func readsScansWhereTesseractIsInstalled() throws {
    let path = SharedData.fixture("documents/scanned.pdf").path
    let reader = try DocumentReader(hints: ReadingHints(acceptsAnyLanguage: true, readsScans: true))
    switch reader.read(path: path) {
    case .success(let source):
      #expect(source.pages.contains { $0.label?.hasSuffix("(scanned)") == true })
      #expect(source.diagnostics.contains { $0.code == .scannedPages })
    case .failure(let diagnostic):
      #expect(diagnostic.code == .noTextLayer && diagnostic.message.contains("no words"))
    }
  }

  @Test(.enabled(if: !hasTesseract)) func saysWhatIsMissing() throws {
    let path = SharedData.fixture("documents/scanned.pdf").path
    let reader = try DocumentReader(hints: ReadingHints(readsScans: true))
    let diagnostic = try #require(reader.read(path: path).failure)
    #expect(diagnostic.code == .missingTool && diagnostic.message.contains("tesseract-ocr"))
  }
}
