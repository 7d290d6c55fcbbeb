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

  /// The decisions that can be taken into a log, and what is wrong with the others, each with its number from 1.
  ///
  /// - Parameter name: the file's, for the diagnostics.
  public func sound(in name: String) -> (decisions: [Decision], problems: [String]) {
    var sound: [Decision] = []
    var problems: [String] = []
    for (place, decision) in decisions.enumerated() {
      if let fault = Self.fault(of: decision) {
        problems.append("\(name): error: decision \(place + 1): \(fault)")
      } else {
        sound.append(decision)
      }
    }
    return (sound, problems)
  }

  private static func fault(of decision: Decision) -> String? {
    func isDigest(_ text: String) -> Bool {
      text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
    if decision.uid.isEmpty { return "it has no uid" }
    if (try? Date(decision.time, strategy: .iso8601)) == nil { return "“\(decision.time)” is no time in UTC" }
    for anchor in decision.targets {
      if !isDigest(anchor.document) || !isDigest(anchor.digest) {
        return "a document is named by 64 hexadecimal digits"
      }
      if let row = anchor.row, !(1...Int(Int32.max)).contains(row) { return "\(row) is no place of a row" }
      for span in [anchor.place, anchor.span].compactMap(\.self) where span.end > Int(Int32.max) {
        return "no text reaches to byte \(span.end)"
      }
      if anchor.layer == nil, anchor.place != nil || anchor.span != nil || anchor.row != nil {
        return "a place needs its layer"
      }
    }
    switch decision.action {
    case .correct where decision.field == nil || decision.newValue == nil:
      return "a correction needs field and newValue"
    case .undo where decision.undoes == nil: return "an undoing needs the uid that it takes back"
    case .add:
      let coding = decision.newValue.flatMap { try? JSONDecoder().decode(HandCoding.self, from: Data($0.utf8)) }
      guard let coding, coding.event(on: Span(0, 0)) != nil else { return "its newValue is no coding of an event" }
    default: break
    }
    return nil
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
