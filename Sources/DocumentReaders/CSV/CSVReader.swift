import SourceTexts

/// Reads tables of articles (CSV, RFC 4180, with commas, semicolons or tabs), a document a row. The first row names the columns.
struct CSVReader {
  let knowledge: DocumentKnowledge
  let limits: ReadingLimits

  /// The documents of a table, or what is wrong with each row.
  func documents(_ bytes: [UInt8], name: String) -> [Result<SourceText, ReadingDiagnostic>] {
    let text: DecodedText
    do {
      text = try DecodedText(bytes, name: name)
    } catch {
      let diagnostic = error as? ReadingDiagnostic
      return [.failure(diagnostic ?? ReadingDiagnostic(.error, .unreadableFile, file: name, message: "\(error)"))]
    }
    var rows = Rows(text.utf8)
    guard let head = rows.next() else { return [.failure(FileBytes.empty(name))] }
    let names = head.fields.map { Self.folded($0) }
    var columns: [String: Int] = [:]
    for (field, aliases) in knowledge.csvColumns {
      if let given = knowledge.hints.columns[field] {
        columns[field] = names.firstIndex(of: Self.folded(Array(given.utf8)))
      } else {
        columns[field] = aliases.lazy.compactMap { names.firstIndex(of: $0) }.first
      }
    }
    guard let textColumn = columns["text"] else {
      return [
        .failure(
          ReadingDiagnostic(
            .error, .malformedRecord, file: name, line: 1,
            message: "no column holds the text; its columns are \(names.prefix(12).joined(separator: ", "))"
              + " (name it with --column text=NAME)"))
      ]
    }
    var documents: [Result<SourceText, ReadingDiagnostic>] = []
    while let row = rows.next() {
      if row.fields.count == 1, row.fields[0].allSatisfy(\.isBlank) { continue }
      func value(_ field: String) -> String? {
        guard let column = columns[field], row.fields.indices.contains(column) else { return nil }
        let words = String(decoding: row.fields[column], as: UTF8.self).split(whereSeparator: \.isWhitespace)
          .joined(separator: " ")
        return words.isEmpty ? nil : words
      }
      func failure(_ message: String) -> ReadingDiagnostic {
        ReadingDiagnostic(.error, .malformedRecord, file: name, line: row.line, message: message)
      }
      guard row.fields.indices.contains(textColumn), row.fields[textColumn].contains(where: { !$0.isBlank }) else {
        documents.append(.failure(failure("its text is empty")))
        continue
      }
      guard row.fields[textColumn].count <= limits.textBytes else {
        documents.append(.failure(failure("its text is longer than \(limits.textBytes) bytes")))
        continue
      }
      var diagnostics = text.diagnostics
      var published: String?
      if let date = value("date") {
        published = PublicationDate.edtf(date) ?? DateLine.date(FoldedWords.fold(date.utf8), knowledge: knowledge)
        if published == nil {
          var warning = failure("its date \"\(date.prefix(40))\" is not YYYY, YYYY-MM or YYYY-MM-DD")
          warning.severity = .warning
          diagnostics.append(warning)
        }
      }
      let metadata = DocumentMetadata(
        identifier: value("id"), title: value("title"),
        authors: value("author").map { names in
          names.split(separator: ";").map { $0.split(separator: " ").joined(separator: " ") }
        } ?? [], published: published, publisher: value("publisher"), url: value("url"), language: value("language"))
      documents.append(
        .success(
          PlainTextReader(knowledge: knowledge).read(
            utf8: row.fields[textColumn], metadata: metadata, format: .csv, origin: .none, diagnostics: diagnostics,
            name: name)))
    }
    return documents.isEmpty ? [.failure(FileBytes.empty(name))] : documents
  }

  private static func folded(_ bytes: [UInt8]) -> String {
    String(decoding: FoldedWords.fold(bytes), as: UTF8.self)
  }

  /// The rows of a table, quoted fields and the line ends inside them respected.
  struct Rows {
    struct Row {
      var fields: [[UInt8]]
      /// From 1.
      var line: Int
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var place = 0
    private var line = 1

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      // Whichever stands most often in the first row.
      let head = bytes.prefix { $0 != 0x0A }
      func count(_ byte: UInt8) -> Int { head.reduce(0) { $0 + ($1 == byte ? 1 : 0) } }
      separator = [0x2C as UInt8, 0x3B, 0x09].max { count($0) < count($1) } ?? 0x2C
    }

    mutating func next() -> Row? {
      guard place < bytes.count else { return nil }
      var row = Row(fields: [], line: line)
      var field: [UInt8] = []
      var isQuoted = false
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        if isQuoted {
          if byte == 0x22 {
            if place < bytes.count, bytes[place] == 0x22 {
              field.append(0x22)
              place += 1
            } else {
              isQuoted = false
            }
          } else {
            if byte == 0x0A { line += 1 }
            field.append(byte)
          }
          continue
        }
        switch byte {
        case 0x22 where field.allSatisfy(\.isBlank):
          field.removeAll()
          isQuoted = true
        case separator:
          row.fields.append(field)
          field = []
        case 0x0A:
          line += 1
          if field.last == 0x0D { field.removeLast() }
          row.fields.append(field)
          return row
        default: field.append(byte)
        }
      }
      row.fields.append(field)
      return row
    }
  }
}
