import ArgumentParser
import LanguageRuntime
import Pipeline

/// Which coder finds the events.
struct CodingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      How events are found: by a learned reader that takes the rules' findings as evidence, or by rules alone, which is \
      faster (default: learned where set-up has fetched the encoder, else rules).
      """,
      valueName: "learned|rules"))
  var coder: CoderKind?

  @Option(help: .hidden)
  var precision: EncoderPrecision = .int8

  /// The encoder to read with; nil for rules.
  ///
  /// - Throws: ``MissingEncoder`` where the learned reader is asked for, or its folder named, and there is no encoder.
  func encoder() throws -> EncoderChoice? {
    if coder == .rules { return nil }
    if let folder = try EncoderLocation.folder() { return EncoderChoice(folder: folder, precision: precision) }
    if coder == .learned { throw MissingEncoder(path: EncoderLocation.defaultName) }
    StandardError.write("no encoder for the learned reader (Scripts/setup fetches it): events are found by rules")
    return nil
  }
}

extension CoderKind: ExpressibleByArgument {}
extension EncoderPrecision: ExpressibleByArgument {}
