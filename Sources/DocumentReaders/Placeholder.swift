// The interface that Pipeline calls, empty: delete this file when the target's own types land (Pipeline must still build;
// adapt Sources/Pipeline where the real signature is better).
import SourceTexts
public enum PlainTextReader { public static func read(text: String, metadata: DocumentMetadata) -> SourceText { SourceText(text: text, blocks: [Block(kind: .paragraph, span: Span(0, text.utf8.count))], metadata: metadata, format: .plainText) } }
public final class JSONLinesReader { public static func isJSONLines(path: String) -> Bool { false }
  public static func open(path: String) -> Result<JSONLinesReader, ReadingDiagnostic> { .success(JSONLinesReader()) }
  public func next() -> Result<SourceText, ReadingDiagnostic>? { nil } }
public enum DocumentReader { public static func read(path: String) -> Result<SourceText, ReadingDiagnostic> { .failure(.init(.error, .emptyFile, file: path, message: "x")) } }
