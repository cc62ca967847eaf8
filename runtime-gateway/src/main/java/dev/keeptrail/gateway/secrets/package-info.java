/** Secrets that are kept in a file of the installation, sealed. */
@NullMarked
package dev.keeptrail.gateway.secrets;

import org.jspecify.annotations.NullMarked;
