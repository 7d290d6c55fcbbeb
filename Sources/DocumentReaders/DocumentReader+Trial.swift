import SourceTexts

/// What trials with broken files need besides the public readers.
extension DocumentReader {
  /// Reads a PDF's words and their places as `pdftohtml -xml` tells them.
  package func read(pdfLayout xml: [UInt8], name: String) -> Result<SourceText, ReadingDiagnostic> {
    outcome(file: name) { try PDFReader(knowledge: knowledge, limits: limits).read(layout: xml, name: name) }
  }

  /// Reads the words of a scanned page as Tesseract lists them.
  package func read(scan listing: [UInt8], name: String) -> Result<SourceText, ReadingDiagnostic> {
    outcome(file: name) {
      let page = PDFScans.page(listing, like: PDFPage(number: 1, width: 893, height: 1263), zoom: 3)
      return try PDFReader(knowledge: knowledge, limits: limits).read(pages: [page], name: name)
    }
  }

  /// The layout of a PDF file in that form.
  package func pdfLayout(of path: String) throws -> [UInt8] {
    try PDFReader(knowledge: knowledge, limits: limits).layout(of: path)
  }
}

extension ZipArchive {
  /// All members of a zip file, by name.
  package static func unpack(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
    try ZipArchive(bytes, name: "zip", limit: 1 << 28) { _ in true }.members
  }
}
