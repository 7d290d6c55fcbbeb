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

  /// Where the encoder lies; nil for rules.
  ///
  /// - Throws: ``MissingEncoder`` where the learned reader is asked for and there is no encoder.
  func encoder() throws -> EncoderLocation? {
    if coder == .rules { return nil }
    if let found = EncoderLocation.find() { return EncoderLocation(folder: found.folder, precision: precision) }
    if coder == .learned { throw MissingEncoder() }
    StandardError.write("no encoder for the learned reader (Scripts/setup fetches it): events are found by rules")
    return nil
  }
}

extension CoderKind: ExpressibleByArgument {}
extension EncoderPrecision: ExpressibleByArgument {}

/// The learned reader was asked for, and its encoder isn't there.
struct MissingEncoder: Error, CustomStringConvertible {
  var description: String {
    "error: no encoder for the learned reader; run Scripts/setup, or name its folder with ENTENTE_ENCODER"
  }
}
