/**
 * The classes of bypasses as cases: what an attacker writes, where it stands, and what must hold,
 * in every protocol, on requests and answers, whole and streamed, through a real gateway.
 */
@NullMarked
package dev.keeptrail.conformance.bypass;

import org.jspecify.annotations.NullMarked;
