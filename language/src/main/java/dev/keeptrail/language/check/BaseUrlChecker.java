package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Checks the address of a provider and brings it into one spelling. */
final class BaseUrlChecker {
  private static final String FIELD = "base_url";
  private static final String EXAMPLE = "write an address such as `https://api.example.com/v1`";

  private final Problems problems;

  BaseUrlChecker(Problems problems) {
    this.problems = problems;
  }

  /** The address with scheme and host in lower case and without a trailing slash. */
  Optional<String> check(CheckedBlock target, boolean withSecret) {
    return target.text(FIELD).flatMap(address -> parse(target, address, withSecret));
  }

  private Optional<String> parse(CheckedBlock target, String address, boolean withSecret) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      return invalid(target, "this is not a URL", EXAMPLE);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return invalid(target, "a provider is reached by `http` or `https`", EXAMPLE);
    }
    if (uri.getHost() == null || uri.getPort() > 65_535) {
      return invalid(target, "the URL names no valid host and port", EXAMPLE);
    }
    if (uri.getUserInfo() != null) {
      return invalid(
          target, "the URL must not hold a user or password", "use `secret_key_ref` for the key");
    }
    if (uri.getQuery() != null || uri.getFragment() != null) {
      return invalid(target, "the URL must not hold `?` or `#`", EXAMPLE);
    }
    if (scheme.equals("http") && withSecret && !isLoopback(uri.getHost())) {
      reportUnencrypted(target);
    }
    return Optional.of(normalized(uri, scheme));
  }

  private void reportUnencrypted(CheckedBlock target) {
    problems.add(
        DiagnosticCode.UNENCRYPTED_URL,
        target.valueSpan(FIELD),
        target.path(FIELD),
        "the key of this target is sent unencrypted",
        "use `https`");
  }

  private Optional<String> invalid(CheckedBlock target, String message, String hint) {
    problems.add(
        DiagnosticCode.INVALID_URL, target.valueSpan(FIELD), target.path(FIELD), message, hint);
    return Optional.empty();
  }

  private static String normalized(URI uri, String scheme) {
    String path = uri.getRawPath();
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path.substring(0, end);
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
