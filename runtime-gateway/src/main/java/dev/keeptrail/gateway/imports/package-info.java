/**
 * Makes captures of traffic that was logged elsewhere, so that packs can be tried on it. Opens no
 * socket.
 */
@NullMarked
package dev.keeptrail.gateway.imports;

import org.jspecify.annotations.NullMarked;
