import Foundation
import SourceTexts

/// Reads PDF files by way of poppler's `pdfinfo` and `pdftohtml -xml`, which give places, sizes and links; order,
/// paragraphs, notes and running heads are worked out here.
struct PDFReader {
  let knowledge: DocumentKnowledge
  let limits: ReadingLimits

  /// - Parameters:
  ///   - bytes: the file's.
  ///   - file: where the file is; without one it is written to a temporary folder first.
  /// - Throws: ``ReadingDiagnostic``: `missing_tool`, `encrypted_file`, `truncated_file`, `damaged_file`, `no_text_layer`.
  func read(_ bytes: [UInt8], name: String, file: URL?) throws -> SourceText {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("entente-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appendingPathComponent("source.pdf")
    try Data(bytes).write(to: source)

    let isTruncated = !bytes.suffix(2048).containsBytes("%%EOF")
    let info = try PDFInformation(source, in: folder, name: name, seconds: limits.toolSeconds, isTruncated: isTruncated)
    var pages = try pages(source, in: folder, name: name, hidden: false)
    if pages.contains(where: { $0.fragments.isEmpty }) {
      // Scans may have their words behind the picture.
      let hidden = try self.pages(source, in: folder, name: name, hidden: true)
      for (place, page) in hidden.enumerated() where place < pages.count && pages[place].fragments.isEmpty {
        pages[place] = page
        pages[place].evenSizes()
      }
    }
    turnUpright(&pages, of: source, in: folder, name: name)
    var told = try refuseUnmapped(&pages, of: source, in: folder, name: name)
    if knowledge.hints.readsScans { told += try readScans(&pages, of: source, in: folder, name: name) }
    mendTornWords(&pages, of: source, in: folder, name: name)
    let letters = pages.reduce(0) { $0 + $1.fragments.reduce(0) { $0 + $1.text.count } }
    guard letters >= 20 * max(1, pages.count / 4) else {
      if isTruncated, letters == 0 {
        throw ReadingDiagnostic(
          .error, .truncatedFile, file: name, byte: bytes.count, message: "it ends early and no page can be read")
      }
      throw ReadingDiagnostic(
        .error, .noTextLayer, file: name,
        message: "its \(max(pages.count, info.pages)) pages hold pictures but no text; "
          + (knowledge.hints.readsScans
            ? "Tesseract found no words in them" : "--ocr reads scans by Tesseract: \(PDFScans.origin)"))
    }
    var diagnostics = told
    if isTruncated {
      diagnostics.append(
        ReadingDiagnostic(
          .warning, .truncatedFile, file: name, byte: bytes.count,
          message: "the file ends early; what could be read was kept"))
    }
    return compose(pages, info: info, name: name, diagnostics: diagnostics)
  }

  /// Reads the places of words alone.
  ///
  /// - Throws: ``ReadingDiagnostic`` with code `no_text_layer` where there are none.
  func read(layout xml: [UInt8], name: String) throws -> SourceText {
    try read(pages: PDFPage.pages(xml), name: name)
  }

  func read(pages: [PDFPage], name: String) throws -> SourceText {
    guard pages.contains(where: { !$0.fragments.isEmpty }) else {
      throw ReadingDiagnostic(.error, .noTextLayer, file: name, message: "its pages hold no text")
    }
    return compose(pages, info: PDFInformation(), name: name, diagnostics: [])
  }

  /// The places of a file's words.
  func layout(of path: String) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("entente-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try layout(URL(fileURLWithPath: path).absoluteURL, in: folder, name: path, hidden: false)
  }

  private func pages(_ source: URL, in folder: URL, name: String, hidden: Bool) throws -> [PDFPage] {
    PDFPage.pages(try layout(source, in: folder, name: name, hidden: hidden))
  }

  private func layout(_ source: URL, in folder: URL, name: String, hidden: Bool) throws -> [UInt8] {
    let output = folder.appendingPathComponent("pages.xml")
    let tool = try ExternalTool("pdftohtml", for: name)
    var arguments = ["-xml", "-i", "-q", "-fontfullname", "-enc", "UTF-8"]
    if hidden { arguments.append("-hidden") }
    let outcome = try tool.run(
      arguments + [source.path, output.path], in: folder, seconds: limits.toolSeconds, file: name)
    if outcome.errors.contains("Copying of text") {
      throw ReadingDiagnostic(.error, .encryptedFile, file: name, message: "its owner does not allow text to be copied")
    }
    guard let data = try? Data(contentsOf: output) else {
      throw ReadingDiagnostic(
        .error, .damagedFile, file: name, message: "pdftohtml could not read it\(ExternalTool.reason(outcome.errors))")
    }
    return Array(data)
  }

  /// Empties the pages whose fonts have no map to Unicode, and tells of each.
  ///
  /// - Throws: ``ReadingDiagnostic`` with code `unmapped_font` where nothing is left.
  private func refuseUnmapped(_ pages: inout [PDFPage], of source: URL, in folder: URL, name: String) throws
    -> [ReadingDiagnostic]
  {
    let doubtful = pages.indices.filter { PDFUnmappedText.isGibberish(pages[$0], knowledge: knowledge) }
    guard !doubtful.isEmpty,
      let outcome = try? ExternalTool("pdffonts", for: name).run(
        [source.path], in: folder, seconds: limits.toolSeconds, file: name)
    else { return [] }
    let fonts = PDFUnmappedText.fonts(String(decoding: outcome.output, as: UTF8.self))
    guard !fonts.isEmpty else { return [] }
    let reason =
      "its text can't be read: \(fonts.joined(separator: ", ")) \(fonts.count == 1 ? "has" : "have") no map to Unicode; --ocr reads it as a scan"
    for page in doubtful { pages[page].fragments = [] }
    guard knowledge.hints.readsScans || pages.contains(where: { !$0.fragments.isEmpty }) else {
      throw ReadingDiagnostic(
        .error, .unmappedFont, file: name, page: doubtful.first.map { pages[$0].number }, message: reason)
    }
    if knowledge.hints.readsScans { return [] }
    return doubtful.prefix(20).map {
      ReadingDiagnostic(
        .warning, .unmappedFont, file: name, page: pages[$0].number, message: "this page is left out: " + reason)
    }
  }

  /// Sets pages upright whose text stands on its side or its head.
  private func turnUpright(_ pages: inout [PDFPage], of source: URL, in folder: URL, name: String) {
    let turned = pages.indices.filter { PDFTurnedPages.isTurned(pages[$0]) }
    guard let first = turned.first, let last = turned.last,
      let outcome = try? ExternalTool("pdftotext", for: name).run(
        ["-bbox", "-q", "-enc", "UTF-8", "-f", "\(first + 1)", "-l", "\(last + 1)", source.path, "-"], in: folder,
        seconds: limits.toolSeconds, file: name)
    else { return }
    PDFTurnedPages.upright(&pages, boxes: Array(outcome.output), from: first)
  }

  /// Reads the pages that hold no words, or hardly any, as pictures.
  ///
  /// - Returns: a warning that names them.
  /// - Throws: ``ReadingDiagnostic``: `missing_tool`, `damaged_file`.
  private func readScans(_ pages: inout [PDFPage], of source: URL, in folder: URL, name: String) throws
    -> [ReadingDiagnostic]
  {
    let scans = PDFScans(source: source, folder: folder, name: name, seconds: limits.toolSeconds)
    var read: [Int] = []
    for place in pages.indices where pages[place].letterCount < 20 {
      let scanned = try scans.read(pages[place])
      guard scanned.letterCount > pages[place].letterCount else { continue }
      pages[place] = scanned
      read.append(scanned.number)
    }
    guard !read.isEmpty else { return [] }
    let list = read.prefix(20).map(String.init).joined(separator: ", ") + (read.count > 20 ? ", …" : "")
    return [
      ReadingDiagnostic(
        .warning, .scannedPages, file: name, page: read.first,
        message:
          "\(read.count == 1 ? "page" : "pages") \(list) read by Tesseract from pictures; check words against them")
    ]
  }

  /// Joins words that kerning set apart, by the widths of their letters, where words look torn.
  private func mendTornWords(_ pages: inout [PDFPage], of source: URL, in folder: URL, name: String) {
    guard PDFTornWords.suspects(pages, knowledge: knowledge),
      let outcome = try? ExternalTool("pdftotext", for: name).run(
        ["-bbox", "-q", "-enc", "UTF-8", source.path, "-"], in: folder, seconds: limits.toolSeconds, file: name)
    else { return }
    PDFTornWords.mend(&pages, boxes: Array(outcome.output))
  }

  private func compose(
    _ pages: [PDFPage], info: PDFInformation, name: String, diagnostics: [ReadingDiagnostic]
  ) -> SourceText {
    var pages = PDFDropCaps.joined(pages)
    for place in pages.indices { PDFTurnedPages.setAsideTurnedWords(&pages[place]) }
    let lines = pages.map(PDFLine.lines)
    let furniture = PDFFurniture(lines, heights: pages.map(\.height))
    let kept = lines.enumerated().map { page, lines in
      lines.enumerated().filter { !furniture.lines[page].contains($0.offset) }.map(\.element)
    }
    var pdf = PDFComposer(layout: PDFLayout(kept), compounds: knowledge.compounds)
    for (index, page) in pages.enumerated() {
      var set = furniture.lines[index].sorted().map { lines[index][$0] }
      if !page.aside.isEmpty {
        var margin = page
        margin.fragments = page.aside
        set += PDFLine.lines(of: margin)
      }
      let label = furniture.labels[index]
      // What is found on such a page bears the word with its page, wherever it is shown.
      pdf.write(
        page: index, number: page.number,
        label: page.isScanned ? "\(label ?? String(page.number)) (scanned)" : label, furniture: set,
        height: page.height)
    }
    pdf.composer.end()

    var metadata = DocumentMetadata()
    var blocks = pdf.composer.blocks
    let title = markTitle(&blocks, pdf.composer.bytes, info.title)
    metadata.title = title ?? info.title
    var draft = DocumentDraft(composed: pdf.composer.bytes, blocks: blocks, metadata: metadata, knowledge: knowledge)
    draft.openNotes()
    draft.recogniseComposed(headings: true)
    if draft.metadata.authors.isEmpty { draft.metadata.authors = info.authors }
    var diagnostics =
      diagnostics + UnmatchedNotes.diagnostics(draft.notes, pages: pdf.composer.finishedPages, file: name)
    if let warning = LanguageCheck(knowledge: knowledge).warning(pdf.composer.bytes, file: name) {
      diagnostics.append(warning)
    }
    return SourceText(
      text: String(decoding: pdf.composer.bytes, as: UTF8.self), blocks: draft.finishedBlocks, notes: draft.notes,
      links: draft.links, omissions: draft.omissions, pages: pdf.composer.finishedPages, metadata: draft.metadata,
      format: .pdf, origin: .none, diagnostics: diagnostics)
  }

  /// The largest heading before the running text is the title.
  private func markTitle(_ blocks: inout [DraftBlock], _ bytes: [UInt8], _ known: String?) -> String? {
    let body = blocks.firstIndex { $0.kind == .paragraph && $0.range.count > 250 } ?? min(blocks.count, 12)
    let folded = known.map { FoldedWords.fold($0.utf8) }
    let headings = blocks.indices.prefix(body).filter { blocks[$0].kind == .heading }
    let exact = headings.first { folded == FoldedWords.fold(bytes[blocks[$0].range]) }
    guard let place = exact ?? headings.min(by: { blocks[$0].level < blocks[$1].level }) else { return nil }
    blocks[place].kind = .title
    blocks[place].level = 0
    return bytes.string(blocks[place].range)
  }
}

/// Warnings about notes whose marks were not found.
enum UnmatchedNotes {
  static func diagnostics(_ notes: [Note], pages: [Page], file: String) -> [ReadingDiagnostic] {
    notes.filter { $0.mark == nil }.prefix(20).map { note in
      ReadingDiagnostic(
        .warning, .unmatchedNote, file: file, page: pages.last { $0.span.start <= note.body.start }?.number,
        message: "note \(note.label) has no mark in the text")
    }
  }
}
