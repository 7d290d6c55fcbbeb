import Foundation
import SourceTexts

/// Files that hold many documents.
extension DocumentReader {
  /// The documents in a file, or what is wrong with each: of a mail box one a message, of a table of articles one a row, of other
  /// files one. JSON lines, which may be larger than memory, are streamed by ``JSONLinesReader``.
  public func documents(path: String) -> [Result<SourceText, ReadingDiagnostic>] {
    let file = URL(fileURLWithPath: path)
    guard let (descriptor, size) = try? FileBytes.open(file) else { return [read(path: path)] }
    let head = FileBytes.head(of: descriptor, count: min(size, 1 << 16))
    close(descriptor)
    switch FormatRecognition.recognise(head: head, name: path) {
    case .format(.mail), .format(.csv):
      do {
        return documents(bytes: try FileBytes.read(file, limit: limits.documentBytes), name: path)
      } catch var diagnostic as ReadingDiagnostic {
        diagnostic.file = path
        return [.failure(diagnostic)]
      } catch {
        return [.failure(ReadingDiagnostic(.error, .unreadableFile, file: path, message: "\(error)"))]
      }
    default: return [read(path: path)]
    }
  }

  /// The documents in bytes.
  public func documents(bytes: [UInt8], name: String) -> [Result<SourceText, ReadingDiagnostic>] {
    switch FormatRecognition.recognise(head: Array(bytes.prefix(1 << 16)), name: name) {
    case .format(.mail):
      return MailReader(knowledge: knowledge).messages(bytes, name: name).map { refusingOtherLanguages($0) }
    case .format(.csv):
      return CSVReader(knowledge: knowledge, limits: limits).documents(bytes, name: name).map {
        refusingOtherLanguages($0)
      }
    default: return [read(bytes: bytes, name: name)]
    }
  }

  /// A text that isn't English is left out unless the user wants it; only English is analysed.
  func refusingOtherLanguages(_ result: Result<SourceText, ReadingDiagnostic>) -> Result<SourceText, ReadingDiagnostic>
  {
    guard !knowledge.hints.acceptsAnyLanguage, case .success(let source) = result,
      var diagnostic = source.diagnostics.first(where: { $0.code == .notEnglish })
    else { return result }
    diagnostic.severity = .error
    diagnostic.message += " (--any-language reads it all the same)"
    return .failure(diagnostic)
  }
}
