package dev.keeptrail.gateway.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.keeptrail.gateway.callers.BoundIdentity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads single claims. One that is there and does not fit into an identity makes the token
 * nobody's, rather than being dropped: without it, a rule would take the caller for somebody else.
 * The same holds for one that the token only promises.
 */
final class Claim {
  /** As many as an issuer of many puts into one token before it promises them instead. */
  static final int MAX_GROUPS = 256;

  /** How deep a claim can lie in others. */
  private static final int MAX_DEPTH = 8;

  private final JWTClaimsSet claims;
  private final String use;
  private final @Nullable String name;

  /**
   * @param use what it is read for, as the operator says it
   * @param name of the claim; null where nothing is read for this
   */
  Claim(JWTClaimsSet claims, String use, @Nullable String name) {
    this.claims = claims;
    this.use = use;
    this.name = name;
  }

  /** One name; null where the token does not have it. A list of one name is that name. */
  @Nullable String text() throws UnfitClaimException {
    List<String> texts = texts();
    if (texts.size() > 1) {
      throw unfit("several");
    }
    return texts.isEmpty() ? null : texts.getFirst();
  }

  /**
   * The first of these names that the token has; null where it has none of them.
   *
   * @param ranked empty where the token is to have one name only
   */
  @Nullable String first(List<String> ranked) throws UnfitClaimException {
    if (ranked.isEmpty()) {
      return text();
    }
    List<String> texts = texts();
    return ranked.stream().filter(texts::contains).findFirst().orElse(null);
  }

  /** A list of names, or one name. */
  List<String> texts() throws UnfitClaimException {
    Object value = find();
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      if (list.size() > MAX_GROUPS) {
        throw unfit("too_many");
      }
      for (Object one : list) {
        texts.add(fit(one));
      }
    } else if (value != null) {
      texts.add(fit(value));
    }
    return texts;
  }

  /** {@code scope} is words in one text (RFC 8693), {@code scp} a list of them or the same. */
  static Set<String> scopes(JWTClaimsSet claims, @Nullable String other) {
    Set<String> scopes = new HashSet<>();
    addWords(scopes, claims.getClaim("scope"));
    addWords(scopes, claims.getClaim("scp"));
    if (other != null) {
      addWords(scopes, at(claims.getClaims(), other, 0));
    }
    return scopes;
  }

  private static void addWords(Set<String> words, @Nullable Object value) {
    if (value instanceof String text) {
      words.addAll(List.of(text.split(" ", -1)));
    } else if (value instanceof List<?> list) {
      list.forEach(word -> words.add(String.valueOf(word)));
    }
  }

  private @Nullable Object find() throws UnfitClaimException {
    if (name == null) {
      return null;
    }
    Object found = at(claims.getClaims(), name, 0);
    if (found == null && isElsewhere(name)) {
      // WHY: an issuer says so where there are too many to put into a token. Rules would take a
      // member of all these groups for one of none.
      throw unfit("elsewhere");
    }
    return found;
  }

  /** Whether the token says that the claim is to be asked for (OpenID Connect Core 1.0, 5.6.2). */
  private boolean isElsewhere(String claim) {
    boolean named =
        claims.getClaim("_claim_names") instanceof Map<?, ?> names && names.containsKey(claim);
    boolean groups = claim.equals("groups") && Boolean.TRUE.equals(claims.getClaim("hasgroups"));
    return named || groups;
  }

  /** What stands under the whole name, or under a first part of it and there under the rest. */
  private static @Nullable Object at(Map<?, ?> members, String path, int depth) {
    Object whole = members.get(path);
    if (whole != null || depth == MAX_DEPTH) {
      return whole;
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (members.get(path.substring(0, dot)) instanceof Map<?, ?> inside) {
        Object found = at(inside, path.substring(dot + 1), depth + 1);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private String fit(@Nullable Object value) throws UnfitClaimException {
    if (value instanceof String text && BoundIdentity.isFit(text)) {
      return text;
    }
    throw unfit("no_name");
  }

  private UnfitClaimException unfit(String fault) {
    return new UnfitClaimException(use, fault);
  }
}
