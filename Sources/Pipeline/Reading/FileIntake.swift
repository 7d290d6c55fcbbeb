import DocumentReaders
import Findings
import SourceTexts
import Store

/// The intake of files and bytes, as the command line and the page have it.
public enum FileIntake {
  /// - Parameters:
  ///   - coder: what codes; it is loaded when it is needed.
  ///   - reader: what reads files.
  public static func intake(coder: CoderSource, reader: DocumentReader) -> DocumentIntake {
    DocumentIntake(
      read: { bytes, name in JSONLinesReader.documents(in: bytes, name: name, reader: reader) },
      readFile: { path, each in
        let queue = DocumentQueue([path], reader: reader)
        while let item = queue.next() {
          for result in item.load() { each(result.map { withRecord($0, from: path).document }) }
        }
      }, versions: coder.versions,
      code: { source, files, progress in try coder.makeCode()(source, files, progress) })
  }

  /// A document with the record beside its file, and what its reader noticed.
  static func withRecord(
    _ source: SourceText, from file: String
  ) -> (document: ReadDocument, warnings: [ReadingDiagnostic]) {
    guard ![.jsonLines, .mail, .csv].contains(source.format) else {
      return (ReadDocument(source: source), source.diagnostics)
    }
    let (record, diagnostic) = BibliographicSidecar.record(beside: file)
    let diagnostics = source.diagnostics + (diagnostic.map { [$0] } ?? [])
    return (
      ReadDocument(source: source.with(metadata: source.metadata, diagnostics: diagnostics), record: record),
      diagnostics
    )
  }
}
