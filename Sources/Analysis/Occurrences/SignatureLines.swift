import Findings

/// How an archive writes the sides that a document names: one line.
public enum SignatureLines {
  public static func line(of parties: [SignatureParty]) -> String {
    parties.map { party in party.polity.map { "\(party.code.rawValue)=\($0)" } ?? party.code.rawValue }
      .joined(separator: " ")
  }

  public static func parties(_ line: some StringProtocol) -> [SignatureParty] {
    line.split(separator: " ").map { text in
      let parts = text.split(separator: "=", maxSplits: 1)
      return SignatureParty(
        code: ActorCode(rawValue: String(parts.first ?? "")), polity: parts.count > 1 ? String(parts[1]) : nil)
    }
  }
}

/// Whether a text says the year of a date, or it was only carried over from elsewhere.
public enum StatedYear {
  /// - Parameter words: the words that give the date, as the text has them.
  public static func isStated(_ date: HistoricalDate, words: String) -> Bool {
    if date.basis == .explicit || date.basis == .relative { return true }
    var digits = 0
    for byte in words.utf8 {
      digits = (0x30...0x39).contains(byte) ? digits + 1 : 0
      if digits >= 3 { return true }
    }
    return false
  }
}
