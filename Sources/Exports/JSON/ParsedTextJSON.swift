import Linguistics
import SourceTexts

/// The JSON of the filter `parse`: one array a token, as spaCy's own output was written for the parity data.
///
/// `[text, idx, whitespace, lemma, tag, pos, dep, head, sent_start, ent_iob, ent_type]`, `idx` in code points.
public enum ParsedTextJSON {
  /// Writes `{"id","tokens"}`; `tokens` carry spans in UTF-8 bytes of one text, in order.
  public static func write(_ tokens: [Token], id: RecordIdentifier, to json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    id.write(to: &json)
    json.key("tokens")
    json.beginArray()
    var codePoint = 0
    for token in tokens {
      json.beginArray()
      json.string(token.text)
      json.integer(codePoint)
      json.string(token.hasSpaceAfter ? " " : "")
      json.string(token.lemma)
      json.string(token.tag)
      json.string(token.partOfSpeech)
      json.string(token.relation)
      json.integer(token.head)
      json.integer(token.startsSentence ? 1 : -1)
      json.string(token.entityBoundary.rawValue)
      json.string(token.entityType)
      json.endArray()
      codePoint += token.text.unicodeScalars.count + (token.hasSpaceAfter ? 1 : 0)
    }
    json.endArray()
    json.endObject()
    json.newline()
  }
}
