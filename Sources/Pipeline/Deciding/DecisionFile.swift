import Findings
import Foundation
import SourceTexts
import Store

/// Decisions in a file: how they come from one archive into another.
public struct DecisionFile: Codable, Sendable {
  /// Always "entente decisions".
  public var format: String
  public var version: Int
  public var decisions: [Decision]

  static let name = "entente decisions"

  public init(_ decisions: [Decision]) {
    format = Self.name
    version = 1
    self.decisions = decisions
  }

  /// Reads a file that ``json()`` made.
  ///
  /// - Throws: ``Problem`` where it is none, or newer than this program.
  public init(json: Data, name: String) throws {
    do {
      self = try JSONDecoder().decode(DecisionFile.self, from: json)
    } catch {
      throw Problem(text: "\(name): error: not a file of decisions, as `entente log --format json` writes them")
    }
    guard format == Self.name else {
      throw Problem(text: "\(name): error: not a file of decisions, as `entente log --format json` writes them")
    }
    guard version <= 1 else {
      throw Problem(text: "\(name): error: written by a newer version of Entente than this one")
    }
  }

  /// The decisions as JSON; the same ones give the same bytes.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  public struct Problem: Error, Sendable, CustomStringConvertible {
    public var text: String
    public var description: String { text }
  }
}

extension Verdict {
  /// A verdict of now.
  ///
  /// - Parameter author: nil for the user of the machine.
  public static func now(by author: String?, because reason: String?) -> Verdict {
    let formatter = ISO8601DateFormatter()
    let environment = ProcessInfo.processInfo.environment
    let user = environment["ENTENTE_USER"] ?? environment["USER"] ?? environment["LOGNAME"] ?? "unknown"
    return Verdict(author: author ?? user, time: formatter.string(from: Date()), reason: reason ?? "")
  }
}
