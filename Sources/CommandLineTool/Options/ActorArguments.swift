import ArgumentParser
import Codebook
import Findings
import Pipeline

/// The actors that a command line names: codes, those of other codebooks too (KOS for XKX), or names ("France").
struct ActorArguments {
  private(set) var codes: [ActorCode] = []
  /// What each name was taken for, to be told to the user.
  private(set) var notes: [String] = []

  /// - Throws: `ValidationError` for what is neither a known code nor a name of somebody known.
  init(_ texts: [String]) throws {
    guard !texts.isEmpty else { return }
    let aliases = try CodeAliases()
    let lexicon = try ActorLexicon.load()
    for text in texts {
      let code = aliases.code(text)
      if code.isKindOfOrganization || lexicon.stateName(of: code) != nil {
        codes.append(code)
      } else if let found = lexicon.resolve(name: text, on: nil), let code = found.code {
        codes.append(code)
        notes.append("\"\(text)\" taken as \(code.rawValue) (\(lexicon.stateName(of: code) ?? found.name)).")
      } else {
        throw ValidationError(
          "\"\(text)\" is neither a known code such as RUS or IGO nor the name of an actor known; "
            + "`entente actors --containing \(text)` may find it.")
      }
    }
  }

  /// Says on standard error what names were taken for.
  func tell() {
    for note in notes { StandardError.write(note) }
  }
}
