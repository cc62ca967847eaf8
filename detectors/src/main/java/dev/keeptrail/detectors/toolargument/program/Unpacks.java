package dev.keeptrail.detectors.toolargument.program;

import java.util.List;
import java.util.Set;

/** What is fetched or unpacked, or comes with a request, and is run as a program. */
final class Unpacks {
  private static final Set<String> RUNS =
      Set.of(
          "exec",
          "eval",
          "function",
          "runinthiscontext",
          "runinnewcontext",
          "runincontext",
          "instance_eval",
          "class_eval",
          "assert",
          "create_function",
          "loadstring",
          "load",
          "system",
          "passthru",
          "shell_exec",
          "popen",
          "compile",
          "iex",
          "execute");

  /** Of these, what loads data as a rule, and programs only when they are fetched. */
  private static final Set<String> LOADS = Set.of("load", "compile", "execute", "system", "popen");

  private static final List<String> FETCHES =
      List.of(
          "urlopen(",
          "requests.get",
          "http.get(",
          "https.get(",
          "uri.open(",
          "open-uri",
          "file_get_contents('http",
          "file_get_contents(\"http",
          "downloadstring",
          "fetch(",
          "net::http.get",
          "urllib",
          "curl_exec",
          "iwr ",
          "irm ",
          "invoke-webrequest");

  private static final List<String> DECODES =
      List.of(
          "b64decode(",
          "atob(",
          "base64_decode(",
          "gzinflate(",
          "fromcharcode",
          "unhexlify(",
          "fromhex(",
          "zlib.decompress(",
          "marshal.loads(",
          "frombase64string",
          "str_rot13(",
          "buffer.from(",
          "codecs.decode(",
          "base64.decode64(",
          "unpack(");

  private static final List<String> ASKED =
      List.of(
          "$_get",
          "$_post",
          "$_request",
          "$_cookie",
          "$_server",
          "params[",
          "request.args",
          "request.form",
          "req.query",
          "req.body",
          "request.getparameter",
          "request.query",
          "request.form[");

  private Unpacks() {}

  static double score(Call call) {
    String function = call.function();
    boolean page = function.equals("file_put_contents") && call.near().contains(".php");
    if (page && call.takesAny(FETCHES)) {
      return 0.8;
    }
    if (function.equals("loads")
        && (call.name().contains("pickle") || call.name().contains("marshal"))) {
      return call.takesAny(DECODES) || call.takesAny(FETCHES) ? 0.75 : 0;
    }
    if (!RUNS.contains(function)) {
      return 0;
    }
    boolean loads = LOADS.contains(function);
    double asked = call.takesAny(ASKED) ? 0.9 : 0;
    double fetched = call.takesAny(FETCHES) && !function.equals("system") ? 0.9 : 0;
    double decoded = !loads && call.takesAny(DECODES) ? 0.85 : 0;
    return Math.max(asked, Math.max(fetched, decoded));
  }
}
