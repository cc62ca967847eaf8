package dev.keeptrail.gateway.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.keeptrail.gateway.callers.BoundIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads single claims. One that is there and does not fit into an identity makes the token
 * nobody's, rather than being dropped: without it, a rule would take the caller for somebody else.
 */
final class Claim {
  private Claim() {}

  static @Nullable String text(JWTClaimsSet claims, @Nullable String name) throws IOException {
    Object value = find(claims, name);
    if (value == null) {
      return null;
    }
    return fit(value);
  }

  /** A list of texts, or one text. */
  static List<String> texts(JWTClaimsSet claims, @Nullable String name) throws IOException {
    Object value = find(claims, name);
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object one : list) {
        texts.add(fit(one));
      }
    } else if (value != null) {
      texts.add(fit(value));
    }
    if (texts.size() > BoundIdentity.MAX_GROUPS) {
      throw new IOException("too many groups");
    }
    return texts;
  }

  /** {@code scope} is words in one text (RFC 8693), {@code scp} a list of them or the same. */
  static Set<String> scopes(JWTClaimsSet claims) {
    Set<String> scopes = new HashSet<>();
    for (String name : List.of("scope", "scp")) {
      Object value = claims.getClaim(name);
      if (value instanceof String words) {
        scopes.addAll(List.of(words.split(" ", -1)));
      } else if (value instanceof List<?> list) {
        list.forEach(word -> scopes.add(String.valueOf(word)));
      }
    }
    return scopes;
  }

  private static @Nullable Object find(JWTClaimsSet claims, @Nullable String name) {
    if (name == null) {
      return null;
    }
    Object whole = claims.getClaim(name);
    int dot = name.indexOf('.');
    if (whole != null || dot < 0) {
      return whole;
    }
    Object outer = claims.getClaim(name.substring(0, dot));
    return outer instanceof Map<?, ?> inside ? inside.get(name.substring(dot + 1)) : null;
  }

  private static String fit(@Nullable Object value) throws IOException {
    if (value instanceof String text && BoundIdentity.isFit(text)) {
      return text;
    }
    throw new IOException("a claim does not fit into an identity");
  }
}
