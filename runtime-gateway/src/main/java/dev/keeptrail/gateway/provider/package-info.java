/** Who answers: the port to providers and those behind it. */
@NullMarked
package dev.keeptrail.gateway.provider;

import org.jspecify.annotations.NullMarked;
