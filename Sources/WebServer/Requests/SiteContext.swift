import Hummingbird

/// What a request comes with: the means to close its connection.
struct SiteContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Closes the connection after some seconds, in which an answer can still be read.
  let hangUp: @Sendable (Int) -> Void

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    let channel = source.channel
    hangUp = { seconds in
      channel.eventLoop.scheduleTask(in: .seconds(Int64(seconds))) { channel.close(mode: .all, promise: nil) }
    }
  }
}
