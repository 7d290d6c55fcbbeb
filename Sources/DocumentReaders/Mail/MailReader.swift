import SourceTexts

/// Reads mail boxes (mbox, RFC 4155), a document a message, and pages saved with their parts (MHTML, RFC 2557).
struct MailReader {
  let knowledge: DocumentKnowledge

  /// The messages of a mail box, or what is wrong with each.
  func messages(_ bytes: [UInt8], name: String) -> [Result<SourceText, ReadingDiagnostic>] {
    var starts: [Int] = []
    let mark = Array("From ".utf8)
    var place = 0
    while place < bytes.count {
      if bytes[place...].starts(with: mark),
        place == 0 || place > 1 && bytes[place - 2] == 0x0A
          || place > 3 && bytes[place - 2] == 0x0D && bytes[place - 3] == 0x0A
      {
        starts.append(place)
      }
      guard let end = bytes[place...].firstIndex(of: 0x0A) else { break }
      place = end + 1
    }
    return starts.indices.map { number in
      let end = number + 1 < starts.count ? starts[number + 1] : bytes.count
      // The line "From …" is the box's, not the message's.
      let head = bytes[starts[number]..<end].firstIndex(of: 0x0A).map { $0 + 1 } ?? end
      do {
        return .success(try message(bytes[head..<end], name: name, start: starts[number]))
      } catch var diagnostic as ReadingDiagnostic {
        diagnostic.file = name
        diagnostic.byte = diagnostic.byte ?? starts[number]
        return .failure(diagnostic)
      } catch {
        return .failure(
          ReadingDiagnostic(.error, .malformedRecord, file: name, byte: starts[number], message: "\(error)"))
      }
    }
  }

  private func message(_ bytes: ArraySlice<UInt8>, name: String, start: Int) throws -> SourceText {
    let message = MIMEPart(bytes)
    let metadata = metadata(of: message)
    if let part = message.first(of: "text/plain") {
      let text = try DecodedText(part.content, name: name, declared: part.charset)
      guard text.utf8.contains(where: { !$0.isBlank && $0 != 0 }) else { throw FileBytes.empty(name) }
      return PlainTextReader(knowledge: knowledge).read(
        utf8: text.utf8, metadata: metadata, format: .mail, origin: .none, diagnostics: text.diagnostics, name: name)
    }
    guard let part = message.first(of: "text/html") else {
      throw ReadingDiagnostic(
        .error, .malformedRecord, file: name, byte: start,
        message: "this message has no text, expected text/plain or text/html")
    }
    let source = try HTMLReader(knowledge: knowledge).read(part.content, name: name)
    return source.with(metadata: source.metadata.overridden(by: metadata))
  }

  private func metadata(of message: MIMEPart) -> DocumentMetadata {
    var metadata = DocumentMetadata()
    metadata.identifier = message.words("message-id").map { $0.filter { $0 != "<" && $0 != ">" } }
    metadata.title = message.words("subject")
    if let date = message.words("date") {
      // The day of the week before and the time of day behind are left aside.
      let words = date.prefix { $0 != ":" }.split(separator: " ").drop { !($0.utf8.first?.isASCIIDigit ?? false) }
      metadata.published = DateLine.date(
        FoldedWords.fold(words.prefix(3).joined(separator: " ").utf8), knowledge: knowledge)
    }
    if let sender = message.words("from") {
      let name = sender.prefix { $0 != "<" }.filter { $0 != "\"" }.split(separator: " ").joined(separator: " ")
      metadata.authors = Byline(knowledge: knowledge).names(name)
    }
    return metadata
  }

  /// The page of an MHTML file.
  ///
  /// - Throws: ``ReadingDiagnostic`` with code `no_main_text` where it holds no page.
  func page(_ bytes: [UInt8], name: String) throws -> SourceText {
    let archive = MIMEPart(bytes[...])
    guard let part = archive.first(of: "text/html") ?? archive.first(of: "application/xhtml+xml") else {
      throw ReadingDiagnostic(
        .error, .noMainText, file: name, message: "none of its parts is a page, expected text/html")
    }
    let source = try HTMLReader(knowledge: knowledge).read(part.content, name: name)
    var metadata = source.metadata
    metadata.url = metadata.url ?? archive.words("snapshot-content-location") ?? part.words("content-location")
    return SourceText(
      text: source.text, blocks: source.blocks, notes: source.notes, links: source.links, omissions: source.omissions,
      metadata: metadata, format: .webArchive, origin: .none, diagnostics: source.diagnostics)
  }
}
