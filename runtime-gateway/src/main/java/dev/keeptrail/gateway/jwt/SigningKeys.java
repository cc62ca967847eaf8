package dev.keeptrail.gateway.jwt;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the issuer's keys that may have signed a token, those for Ed25519 among them. */
final class SigningKeys extends JWSVerificationKeySelector<SecurityContext> {
  SigningKeys(Set<JWSAlgorithm> algorithms, KeySets keys) {
    super(algorithms, keys);
  }

  @Override
  public List<Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context)
      throws KeySourceException {
    // The library makes keys of the JDK from all but these.
    if (!JWSAlgorithm.Family.ED.contains(header.getAlgorithm())) {
      return super.selectJWSKeys(header, context);
    }
    JWKMatcher matcher = createJWKMatcher(header);
    List<Key> keys = new ArrayList<>();
    if (matcher != null) {
      for (JWK key : getJWKSource().get(new JWKSelector(matcher), context)) {
        if (key instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve())) {
          Ed25519.key(pair.getDecodedX()).ifPresent(keys::add);
        }
      }
    }
    return keys;
  }
}
