import Foundation
import SourceTexts

/// What `pdfinfo` says of a file.
struct PDFInformation {
  private(set) var title: String?
  private(set) var authors: [String] = []
  private(set) var pages = 0

  /// Of a file that says nothing.
  init() {}

  /// - Throws: ``ReadingDiagnostic``: `missing_tool`, `encrypted_file`, `truncated_file`, `damaged_file`.
  init(_ file: URL, in folder: URL, name: String, seconds: Int, isTruncated: Bool) throws {
    let outcome = try ExternalTool("pdfinfo", for: name).run(
      ["-enc", "UTF-8", file.path], in: folder, seconds: seconds, file: name)
    guard outcome.status == 0 else {
      if outcome.errors.contains("password") {
        throw ReadingDiagnostic(.error, .encryptedFile, file: name, message: "it is encrypted and needs a password")
      }
      throw ReadingDiagnostic(
        .error, isTruncated ? .truncatedFile : .damagedFile, file: name,
        message: (isTruncated ? "the file ends before its table of contents" : "its structure is damaged")
          + ExternalTool.reason(outcome.errors))
    }
    for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !value.isEmpty else { continue }
      switch line[..<colon] {
      case "Title": title = Self.plausible(value)
      case "Author":
        authors = value.replacing(" and ", with: ";").split(separator: ";").map {
          $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.filter { $0.contains(" ") }
      case "Pages": pages = Int(value) ?? 0
      default: break
      }
    }
  }

  /// Programs write file names and their own names into the title.
  private static func plausible(_ title: String) -> String? {
    let lower = title.lowercased()
    let isFile = [".doc", ".docx", ".indd", ".qxd", ".pdf", ".tex", ".dvi", ".odt", ".rtf", ".txt"].contains(
      where: lower.hasSuffix)
    return isFile || lower.hasPrefix("microsoft") || lower.hasPrefix("untitled") || !title.contains(" ") ? nil : title
  }
}

extension ExternalTool {
  /// The tool's first complaint, in brackets.
  static func reason(_ errors: String) -> String {
    guard let line = errors.split(separator: "\n").first else { return "" }
    return " (\(line.prefix(120)))"
  }
}
