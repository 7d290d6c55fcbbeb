import SourceTexts
import Store

/// How the server reads and codes documents: handed to it, because readers and coder stand elsewhere.
public struct DocumentIntake: Sendable {
  public typealias Read = @Sendable (_ bytes: [UInt8], _ name: String) -> [Result<SourceText, ReadingDiagnostic>]
  /// Gives the documents of a file one after another, and whether somebody states their metadata beside it.
  public typealias ReadFile =
    @Sendable (_ path: String, _ each: (Result<SourceText, ReadingDiagnostic>, _ statesMetadata: Bool) -> Void) -> Void
  /// Codes a document, telling how far it has come, from 0 to 1.
  public typealias Code =
    @Sendable (_ source: SourceText, _ files: [String], _ progress: (Double) -> Void) throws -> CodedDocument

  /// The documents in some bytes, told apart by content; `name` only names them.
  public var read: Read
  public var code: Code
  /// Nil where only uploads are read.
  public var readFile: ReadFile?

  public init(read: @escaping Read, readFile: ReadFile? = nil, code: @escaping Code) {
    self.read = read
    self.readFile = readFile
    self.code = code
  }
}
