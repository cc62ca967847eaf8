/** Consents that callers show, and the service that says whether they are good. */
@org.jspecify.annotations.NullMarked
package dev.keeptrail.gateway.consent;
