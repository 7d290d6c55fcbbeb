import DocumentReaders
import EventReading
import Exports
import SourceTexts

/// The filter `evidence`, for training the learned reader: an article to what the rules say of each of its words.
///
/// ```
/// {"id","words":[[start,end,tag,relation,head,lemma,party,time,quoted,content,[category…],modality,proposal,[party,place…],edtf,basis]…],
///  "sentences":[[from,to]…],"passages":[from…],"parties":[[code,sector,form,sort,from,to,head]…],
///  "times":[[edtf,basis,kind,from,to,head]…],"proposals":[[token,category,status,[actor…],[recipient…],edtf,basis]…]}
/// ```
///
/// Offsets count Unicode code points; tokens are numbered through the document.
public struct EvidenceFilter: LineFilter {
  private let coder: DocumentCoder
  private let reader: PlainTextReader

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(coder: DocumentCoder) throws {
    self.coder = coder
    self.reader = try PlainTextReader()
  }

  public func makeWorker() -> Worker { Worker(coder: coder.makeWorker(), reader: reader) }

  public struct Worker: LineFilterWorker {
    public typealias Input = ArticleInput

    let coder: DocumentCoder.Worker
    let reader: PlainTextReader

    public mutating func answer(_ input: Input, id: RecordIdentifier, to json: inout JSONWriter) throws {
      let source = reader.read(text: input.text, metadata: try input.metadata())
      let evidence = coder.gather(coder.analyse(source)).evidence
      EvidenceJSON(source: source, evidence: evidence).write(id: id, to: &json)
    }
  }
}
