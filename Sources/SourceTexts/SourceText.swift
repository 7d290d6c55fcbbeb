/// One document: its immutable text, what each part of it is, and the way back to page and file.
///
/// A reader produces it once; offsets never change afterwards. Every other value points into ``text`` by ``Span``.
public struct SourceText: Sendable, Codable {
  /// The document's text in document order, page furniture and notes included. For plain text it is the file's text
  /// as given, so that offsets hold in the file too.
  public let text: String
  /// Sorted, not overlapping.
  public let blocks: [Block]
  public let notes: [Note]
  public let links: [Link]
  /// Bytes inside blocks that are not words of the author: link targets, note marks, markup signs. Sorted, not
  /// overlapping. ``ReadingText`` leaves them out.
  public let omissions: [Span]
  /// Empty where the format has no pages.
  public let pages: [Page]
  public let metadata: DocumentMetadata
  public let format: DocumentFormat
  /// Where the text stands in the file it was read from.
  public let origin: TextOrigin
  /// What the reader had to say about the file.
  public let diagnostics: [ReadingDiagnostic]

  /// - Precondition: blocks, omissions and pages are sorted and every span lies inside `text`.
  public init(
    text: String, blocks: [Block], notes: [Note] = [], links: [Link] = [], omissions: [Span] = [], pages: [Page] = [],
    metadata: DocumentMetadata = DocumentMetadata(), format: DocumentFormat, origin: TextOrigin = .whole,
    diagnostics: [ReadingDiagnostic] = []
  ) {
    let length = text.utf8.count
    precondition(blocks.allSatisfy { $0.span.end <= length }, "blocks lie inside the text")
    precondition(zip(blocks, blocks.dropFirst()).allSatisfy { $0.span.end <= $1.span.start }, "blocks are in order")
    precondition(omissions.allSatisfy { $0.end <= length }, "omissions lie inside the text")
    precondition(zip(omissions, omissions.dropFirst()).allSatisfy { $0.end <= $1.start }, "omissions are in order")
    var text = text
    text.makeContiguousUTF8()
    self.text = text
    self.blocks = blocks
    self.notes = notes
    self.links = links
    self.omissions = omissions
    self.pages = pages
    self.metadata = metadata
    self.format = format
    self.origin = origin
    self.diagnostics = diagnostics
  }

  /// The words at `span`, exactly as they stand; bytes that split a character are replaced by U+FFFD.
  ///
  /// - Complexity: O(length of the span).
  public subscript(span: Span) -> String {
    let utf8 = text.utf8
    let end = min(span.end, utf8.count)
    let start = min(span.start, end)
    let low = utf8.index(utf8.startIndex, offsetBy: start)
    let high = utf8.index(low, offsetBy: end - start)
    return String(decoding: utf8[low..<high], as: UTF8.self)
  }

  /// The page on which the byte at `offset` stands, or nil where the format has no pages.
  public func page(at offset: Int) -> Page? {
    pages.last { $0.span.start <= offset }
  }

  /// The block that holds the byte at `offset`, or nil between blocks.
  public func block(at offset: Int) -> Block? {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].span.end <= offset { low = middle + 1 } else { high = middle }
    }
    guard low < blocks.count, blocks[low].span.contains(offset: offset) else { return nil }
    return blocks[low]
  }

  /// The same document with other metadata, as when a user corrects its author.
  ///
  /// - Parameter diagnostics: What is to be told of it now; nil keeps what there is.
  public func with(metadata: DocumentMetadata, diagnostics: [ReadingDiagnostic]? = nil) -> SourceText {
    SourceText(
      text: text, blocks: blocks, notes: notes, links: links, omissions: omissions, pages: pages, metadata: metadata,
      format: format, origin: origin, diagnostics: diagnostics ?? self.diagnostics)
  }
}

/// The formats that readers know.
public enum DocumentFormat: String, Sendable, Codable, CaseIterable {
  case plainText = "text"
  case markdown
  case html
  case pdf
  case docx
  /// One line of a JSON-lines file of articles.
  case jsonLines = "jsonl"
  case openDocument = "odt"
  case richText = "rtf"
  case epub
  /// A page saved with all its parts.
  case webArchive = "mhtml"
  /// One message of a mail box.
  case mail = "mbox"
  /// One row of a table of articles.
  case csv
}

/// A document's bibliographic record, as far as it is known.
public struct DocumentMetadata: Hashable, Sendable, Codable {
  /// An identifier that the input itself carries (JSON lines' `id`).
  public var identifier: String?
  public var title: String?
  public var authors: [String]
  /// When it was published: an EDTF value of at most day precision ("2017-02-06", "2017-02", "2017").
  public var published: String?
  public var publisher: String?
  public var url: String?
  /// BCP 47 tag.
  public var language: String?

  public init(
    identifier: String? = nil, title: String? = nil, authors: [String] = [], published: String? = nil,
    publisher: String? = nil, url: String? = nil, language: String? = nil
  ) {
    self.identifier = identifier
    self.title = title
    self.authors = authors
    self.published = published
    self.publisher = publisher
    self.url = url
    self.language = language
  }

  /// This record with every field that `other` knows replaced by its value.
  public func overridden(by other: DocumentMetadata) -> DocumentMetadata {
    DocumentMetadata(
      identifier: other.identifier ?? identifier, title: other.title ?? title,
      authors: other.authors.isEmpty ? authors : other.authors, published: other.published ?? published,
      publisher: other.publisher ?? publisher, url: other.url ?? url, language: other.language ?? language)
  }
}
