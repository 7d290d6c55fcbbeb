import Foundation
import SourceTexts

/// Streams the articles of a JSON-lines file, one document or one diagnostic a line, without holding the file.
///
/// A line is an object with `text` and, where known, `id`, `title`, `date`, `url`, `publisher`, `author` or `authors`,
/// `language`. Blank lines are passed over. Used by one thread.
public final class JSONLinesReader {
  private let name: String
  private let reader: DocumentReader
  private var lines: LineStream
  private var isFirst = true

  private init(name: String, lines: LineStream, reader: DocumentReader) {
    self.name = name
    self.lines = lines
    self.reader = reader
  }

  /// Whether the file's name or first bytes say that it is one of JSON lines.
  public static func isJSONLines(path: String) -> Bool {
    guard let (descriptor, size) = try? FileBytes.open(URL(fileURLWithPath: path)) else { return false }
    defer { close(descriptor) }
    guard size > 0 else { return false }
    let head = FileBytes.head(of: descriptor, count: min(size, 1 << 16))
    return FormatRecognition.recognise(head: head, name: path) == .format(.jsonLines)
  }

  /// Opens a file for streaming; `-` is standard input, which may also hold one document of another format.
  public static func open(path: String, reader: DocumentReader) -> Result<JSONLinesReader, ReadingDiagnostic> {
    do {
      let descriptor = path == "-" ? STDIN_FILENO : try FileBytes.open(URL(fileURLWithPath: path)).descriptor
      let lines = LineStream(descriptor: descriptor, ownsDescriptor: path != "-", limit: reader.limits.textBytes)
      return .success(JSONLinesReader(name: path, lines: lines, reader: reader))
    } catch var diagnostic as ReadingDiagnostic {
      diagnostic.file = path
      return .failure(diagnostic)
    } catch {
      return .failure(ReadingDiagnostic(.error, .unreadableFile, file: path, message: "\(error)"))
    }
  }

  /// The documents in bytes, told apart by content as files are: of JSON lines one for each line, or what is wrong with
  /// it; of every other format one.
  public static func documents(
    in bytes: [UInt8], name: String, reader: DocumentReader
  ) -> [Result<SourceText, ReadingDiagnostic>] {
    guard !bytes.isEmpty,
      FormatRecognition.recognise(head: Array(bytes.prefix(1 << 16)), name: name) == .format(.jsonLines)
    else { return reader.documents(bytes: bytes, name: name) }
    let records = JSONLinesReader(
      name: name, lines: LineStream(bytes: bytes, limit: reader.limits.textBytes), reader: reader)
    records.isFirst = false
    var documents: [Result<SourceText, ReadingDiagnostic>] = []
    while let record = records.next() { documents.append(record) }
    return documents.isEmpty ? [.failure(FileBytes.empty(name))] : documents
  }

  /// The next document, or what is wrong with the next line; nil at the end.
  public func next() -> Result<SourceText, ReadingDiagnostic>? {
    if isFirst {
      isFirst = false
      // Standard input that doesn't begin with an object is a document of its own.
      if name == "-", let first = lines.firstNonBlank(), first != 0x7B, first != 0xEF {
        return reader.read(bytes: lines.rest(limit: reader.limits.documentBytes), name: name)
      }
    }
    while let line = lines.next() {
      if line.bytes.allSatisfy(\.isBlank) { continue }
      if line.bytes.count > reader.limits.textBytes {
        return .failure(
          failure(.tooLarge, line, "the line is longer than the \(reader.limits.textBytes) bytes that are read of one"))
      }
      return record(line)
    }
    return nil
  }

  private func record(_ line: LineStream.Line) -> Result<SourceText, ReadingDiagnostic> {
    let bytes = line.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(line.bytes.dropFirst(3)) : line.bytes
    guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)) else {
      return .failure(failure(.malformedRecord, line, "it is not JSON, expected an object with \"text\""))
    }
    guard let object = value as? [String: Any] else {
      return .failure(failure(.malformedRecord, line, "it is not an object, expected one with \"text\""))
    }
    if let key = RecordKeys.repeated(in: bytes) {
      return .failure(failure(.malformedRecord, line, "its key \"\(key)\" stands twice"))
    }
    guard Self.isIdentifier(object["id"]) else {
      return .failure(failure(.malformedRecord, line, "field \"id\": expected a string or a whole number"))
    }
    guard let text = object["text"] as? String else {
      return .failure(failure(.malformedRecord, line, "it has no string \"text\""))
    }
    guard text.utf8.contains(where: { !$0.isBlank }) else {
      return .failure(failure(.malformedRecord, line, "its \"text\" is empty"))
    }
    var diagnostics: [ReadingDiagnostic] = []
    let metadata = metadata(of: object, line, &diagnostics)
    return reader.refusingOtherLanguages(
      .success(
        PlainTextReader(knowledge: reader.knowledge).read(
          utf8: Array(text.utf8), metadata: metadata, format: .jsonLines, origin: .none, diagnostics: diagnostics,
          name: name))
    ).mapError { diagnostic in
      var diagnostic = diagnostic
      diagnostic.line = line.number
      diagnostic.byte = line.start
      return diagnostic
    }
  }

  /// Strings and whole numbers of 64 bits identify records, as for the filters.
  private static func isIdentifier(_ value: Any?) -> Bool {
    switch value {
    case nil, is String, is NSNull: true
    case let number as NSNumber: String(cString: number.objCType) != "c" && Int(number.stringValue) != nil
    default: false
    }
  }

  private func metadata(
    of object: [String: Any], _ line: LineStream.Line, _ diagnostics: inout [ReadingDiagnostic]
  ) -> DocumentMetadata {
    func string(_ keys: String...) -> String? {
      for key in keys {
        if let text = object[key] as? String, !text.isEmpty { return text }
        if let number = object[key] as? NSNumber { return number.stringValue }
      }
      return nil
    }
    var authors = (object["authors"] as? [Any])?.compactMap { $0 as? String } ?? []
    if authors.isEmpty, let author = string("author", "authors") { authors = [author] }
    var published: String?
    if let date = string("date", "published") {
      published = PublicationDate.edtf(date)
      if published == nil {
        var warning = failure(
          .malformedRecord, line, "its date \"\(date.prefix(40))\" is not YYYY, YYYY-MM or YYYY-MM-DD")
        warning.severity = .warning
        diagnostics.append(warning)
      }
    }
    return DocumentMetadata(
      identifier: string("id"), title: string("title"), authors: authors, published: published,
      publisher: string("publisher", "outlet"), url: string("url"), language: string("language"))
  }

  private func failure(_ code: ReadingDiagnostic.Code, _ line: LineStream.Line, _ message: String) -> ReadingDiagnostic
  {
    ReadingDiagnostic(.error, code, file: name, line: line.number, byte: line.start, message: message)
  }
}
