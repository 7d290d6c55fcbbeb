import DocumentReaders
import Foundation
import SourceTexts
import TestSupport
import Testing

/// Files that can't be read, each named by a diagnostic of the right code; and files that are only doubtful.
@Suite struct BrokenFilesTests {
  static func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: SharedData.fixture("documents/\(name)")))
  }

  static let page = "<html><body><nav>" + String(repeating: "<a href=/x>Menu</a> ", count: 40) + "</nav></body></html>"

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var code: ReadingDiagnostic.Code
    var bytes: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ code: ReadingDiagnostic.Code, _ bytes: [UInt8]) {
      self.name = name
      self.code = code
      self.bytes = bytes
    }
  }

  static let zeros = [UInt8](repeating: 0, count: 600)
  static let compoundHead: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
  static let pictureHead: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  static let noise: [UInt8] = (0..<4096).map { (number: Int) -> UInt8 in
    UInt8(truncatingIfNeeded: number * 37 + (number >> 3))
  }
  static let garbage: [UInt8] = Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 0x41, count: 3000) + Array("%%EOF".utf8)

  static let cases: [Case] = [
    Case("empty.txt", .emptyFile, []),
    Case("blank.txt", .emptyFile, Array(" \r\n\t\n\u{0C}".utf8)),
    Case("mark-only.txt", .emptyFile, [0xEF, 0xBB, 0xBF]),
    Case("empty.pdf", .emptyFile, []),
    Case("empty.docx", .emptyFile, []),
    Case("binary.txt", .binaryFile, noise),
    Case("zeros.txt", .binaryFile, zeros),
    Case("picture.txt", .binaryFile, pictureHead + zeros),
    Case("program", .binaryFile, [0x7F, 0x45, 0x4C, 0x46] + zeros),
    Case("archive.txt", .binaryFile, [0x1F, 0x8B, 8, 0, 0, 0]),
    Case("letter.doc", .binaryFile, compoundHead + zeros),
    Case("locked.docx", .encryptedFile, compoundHead + zeros),
    Case("notes.rtf", .emptyFile, Array("{\\rtf1\\ansi }".utf8)),
    Case("text.odt", .damagedFile, Array("This is no OpenDocument.".utf8)),
    Case("text.pdf", .damagedFile, Array("This is no PDF at all.".utf8)),
    Case("text.docx", .damagedFile, Array("This is no Word file.".utf8)),
    Case("head-only.pdf", .truncatedFile, Array("%PDF-1.4\n".utf8)),
    Case("garbage.pdf", .damagedFile, garbage),
    Case("bad.zip.docx", .truncatedFile, [0x50, 0x4B, 0x03, 0x04] + noise),
    Case("menu.html", .noMainText, Array(page.utf8)),
    Case("empty.html", .noMainText, Array("<html><head><title>x</title></head><body></body></html>".utf8)),
    Case("deep.html", .damagedFile, Array(String(repeating: "<div>", count: 300_000).utf8)),
  ]

  @Test(arguments: cases)
  func namesWhatIsWrong(_ broken: Case) throws {
    let outcome = try DocumentReader().read(bytes: broken.bytes, name: broken.name)
    let diagnostic = try #require(outcome.failure)
    #expect(diagnostic.code == broken.code, "\(diagnostic)")
    #expect(diagnostic.file == broken.name)
    #expect(diagnostic.severity == .error)
    #expect(!diagnostic.message.isEmpty)
  }

  @Test(arguments: [
    ("encrypted.pdf", ReadingDiagnostic.Code.encryptedFile), ("scanned.pdf", .noTextLayer),
  ])
  func namesFixtures(_ name: String, _ code: ReadingDiagnostic.Code) throws {
    let path = SharedData.fixture("documents/\(name)").path
    let diagnostic = try #require(try DocumentReader().read(path: path).failure)
    #expect(diagnostic.code == code)
    #expect(diagnostic.file == path)
  }

  @Test(arguments: [1, 10, 50, 90, 99])
  func cutFilesNeverTrap(_ percent: Int) throws {
    for name in ["persia-1907.pdf", "locarno.docx"] {
      let bytes = try Self.fixture(name)
      let cut = Array(bytes.prefix(bytes.count * percent / 100))
      let outcome = try DocumentReader().read(bytes: cut, name: name)
      switch outcome {
      case .failure(let diagnostic):
        #expect([.truncatedFile, .damagedFile, .noTextLayer].contains(diagnostic.code), "\(diagnostic)")
      case .success(let source):
        #expect(source.diagnostics.contains { $0.code == .truncatedFile }, "\(name) cut at \(percent) %")
      }
    }
  }

  @Test func flippedBytesNeverTrap() throws {
    for name in ["persia-1907.pdf", "locarno.docx"] {
      let bytes = try Self.fixture(name)
      for seed in 0..<6 {
        var damaged = bytes
        var state = UInt64(seed + 1)
        for _ in 0..<40 {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          damaged[Int(state >> 33) % damaged.count] = UInt8(truncatingIfNeeded: state >> 20)
        }
        _ = try DocumentReader().read(bytes: damaged, name: name)
      }
    }
  }

  @Test func boundsWhatAWordFileUnpacksTo() throws {
    let limits = ReadingLimits(unpackedBytes: 2000)
    let diagnostic = try #require(
      try DocumentReader(limits: limits).read(bytes: try Self.fixture("locarno.docx"), name: "bomb.docx").failure)
    #expect(diagnostic.code == .tooLarge)
  }

  @Test func refusesTextBeyondTheLimit() throws {
    let reader = try DocumentReader(limits: ReadingLimits(textBytes: 1000))
    let bytes = [UInt8](repeating: 0x61, count: 1001)
    #expect(reader.read(bytes: bytes, name: "huge.txt").failure?.code == .tooLarge)
  }

  @Test func readsFiftyMegabytes() throws {
    let paragraph = "The two governments exchanged notes in 1904 and agreed on most things. "
    let text = String(repeating: String(repeating: paragraph, count: 10) + "\n\n", count: 70_000)
    let bytes = Array(text.utf8)
    #expect(bytes.count > 48_000_000)
    let source = try DocumentReader().read(bytes: bytes, name: "huge.txt").get()
    #expect(source.blocks.count == 70_000)
  }

  @Test func missingFilesFoldersDevicesAndPipesAreUnreadable() throws {
    let reader = try DocumentReader()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("entente-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipe = folder.appendingPathComponent("pipe.txt").path
    mkfifo(pipe, 0o600)
    for path in [folder.appendingPathComponent("missing.txt").path, folder.path, "/dev/zero", pipe, "", "/dev/null"] {
      let diagnostic = try #require(reader.read(path: path).failure, "\(path)")
      #expect(diagnostic.code == .unreadableFile)
      #expect(diagnostic.file == path)
    }
    let locked = folder.appendingPathComponent("locked.txt")
    try Data("words".utf8).write(to: locked)
    chmod(locked.path, 0)
    // Root may read everything.
    if geteuid() != 0 { #expect(reader.read(path: locked.path).failure?.code == .unreadableFile) }
  }

  @Test func leavesOutOtherLanguagesUnlessAsked() throws {
    let french = String(
      repeating: "Les deux gouvernements ont signé un accord sur leurs colonies et personne ne parla de guerre. ",
      count: 6)
    #expect(try DocumentReader().read(bytes: Array(french.utf8), name: "french.txt").failure?.code == .notEnglish)
    let reader = try DocumentReader(hints: ReadingHints(acceptsAnyLanguage: true))
    let source = try reader.read(bytes: Array(french.utf8), name: "french.txt").get()
    #expect(source.diagnostics.map(\.code) == [.notEnglish])
  }
}

extension Result {
  var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
