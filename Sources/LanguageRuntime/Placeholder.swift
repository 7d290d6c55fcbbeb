// The interface that Pipeline calls, empty: delete this file when the target's own types land (Pipeline must still build;
// adapt Sources/Pipeline where the real signature is better).
import Foundation
import Linguistics
import SourceTexts
public struct LanguagePipeline: Sendable { public var name: String { "" }
  public static func load(folder: URL) throws -> LanguagePipeline { LanguagePipeline() }
  public func makeAnnotator() -> Annotator { Annotator() }
}
public final class Annotator {
  public func annotate(_ text: String) -> [Token] { [] }
  public func analyse(_ reading: ReadingText) -> AnalysedPassage { AnalysedPassage(tokens: []) }
}
