import SourceTexts
import Store

/// How the server reads and codes documents: handed to it, because readers and coder stand elsewhere.
public struct DocumentIntake: Sendable {
  public typealias Read = @Sendable (_ bytes: [UInt8], _ name: String) -> [Result<SourceText, ReadingDiagnostic>]
  /// Codes a document, telling how far it has come, from 0 to 1.
  public typealias Code =
    @Sendable (_ source: SourceText, _ files: [String], _ progress: (Double) -> Void) throws -> CodedDocument

  /// The documents in some bytes, told apart by content; `name` only names them.
  public var read: Read
  public var code: Code

  public init(read: @escaping Read, code: @escaping Code) {
    self.read = read
    self.code = code
  }
}
