/** Tokens of an OpenID Connect issuer (JWT, RFC 7519), and the keys that it signs them with. */
@NullMarked
package dev.keeptrail.gateway.jwt;

import org.jspecify.annotations.NullMarked;
