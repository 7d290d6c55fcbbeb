import HTTPTypes
import Hummingbird

/// Puts on every response what a browser has to know: no scripts or styles but our own, no frames, no guessing.
/// Errors become pages here, so that they bear the same headers.
struct SafetyHeaders<Context: RequestContext>: RouterMiddleware {
  let errorPage: @Sendable (HTTPResponse.Status, String?) -> Response

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      response = try await next(request, context)
    } catch let error as any HTTPResponseError {
      response = errorPage(error.status, (error as? HTTPError)?.body)
      if let later = (error as? HTTPError)?.headers[.retryAfter] { response.headers[.retryAfter] = later }
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      ServerLog.write("\(request.method.rawValue) \(request.uri.path): error: \(error)")
      response = errorPage(
        .internalServerError, "Something went wrong here; the server has told why where it was started.")
    }
    for (name, value) in Self.fields where response.headers[name] == nil { response.headers[name] = value }
    return response
  }

  private static var fields: [(HTTPField.Name, String)] {
    [
      (
        .contentSecurityPolicy,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
          + "base-uri 'none'; frame-ancestors 'none'"
      ),
      (.xContentTypeOptions, "nosniff"),
      (.cacheControl, "no-cache"),
    ] + others
  }

  private static var others: [(HTTPField.Name, String)] {
    [
      ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
      ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
  }
}
