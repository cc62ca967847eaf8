package dev.keeptrail.gateway.callers;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client's certificate names. The common name is the user, the first organisational unit the
 * team, the organisation the organisation, the first alternative name that is an address (such as
 * SPIFFE's) the agent. A part that does not fit into an identity makes the whole certificate
 * nobody's: without it, a rule would take the caller for somebody else.
 */
public final class CertificateIdentity {
  private static final int ADDRESS = 6;
  private static final String LEAD = "cert_";

  private CertificateIdentity() {}

  /** Reads a certificate that was found good; empty when it names nobody. */
  public static Optional<Credential> of(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    try {
      var name = new LdapName(subject);
      BoundIdentity identity =
          new BoundIdentity(
              part(name, "CN"),
              part(name, "OU"),
              part(name, "O"),
              null,
              address(certificate),
              List.of(),
              null);
      if (identity.user() == null && identity.agent() == null) {
        return Optional.empty();
      }
      String who = String.join("\n", subject, String.valueOf(identity.agent()));
      return Optional.of(new Credential(LEAD + Pseudonym.of(who), identity));
    } catch (InvalidNameException | CertificateParsingException | UnfitException _) {
      return Optional.empty();
    }
  }

  private static @Nullable String part(LdapName name, String type) throws UnfitException {
    for (Rdn rdn : name.getRdns().reversed()) {
      if (rdn.getType().equalsIgnoreCase(type)) {
        return fit(rdn.getValue() instanceof String text ? text : "");
      }
    }
    return null;
  }

  private static @Nullable String address(X509Certificate certificate)
      throws CertificateParsingException, UnfitException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names == null) {
      return null;
    }
    for (List<?> name : names) {
      if (name.getFirst() instanceof Integer kind && kind == ADDRESS) {
        return fit(String.valueOf(name.get(1)));
      }
    }
    return null;
  }

  private static String fit(String text) throws UnfitException {
    if (!BoundIdentity.isFit(text)) {
      throw new UnfitException();
    }
    return text;
  }

  private static final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
