package dev.keeptrail.gateway.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.TestCertificates;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CertificateIdentityTest {
  @Test
  void aCertificateNamesAPersonOrAnAgent() throws Exception {
    var authority = new TestCertificates("Test Authority");

    assertThat(identity(authority.client("ana", "billing", "acme", "spiffe://acme/bot")))
        .hasValue(
            new BoundIdentity(
                "ana", "billing", "acme", null, "spiffe://acme/bot", List.of(), null));
    assertThat(identity(authority.client(null, null, "acme", "spiffe://acme/bot")))
        .hasValue(
            new BoundIdentity(null, null, "acme", null, "spiffe://acme/bot", List.of(), null));
    assertThat(identity(authority.client(null, "billing", "acme", null)))
        .as("a team alone")
        .isEmpty();
    assertThat(identity(authority.server("EC")).map(BoundIdentity::agent))
        .as("a machine's name")
        .isEmpty();
    assertThat(identity(authority.client("ana", " billing", null, null)))
        .as("a part that does not fit")
        .isEmpty();
  }

  private static Optional<BoundIdentity> identity(TestCertificates.Identity shown) {
    return CertificateIdentity.of(shown.certificate()).map(Credential::identity);
  }
}
