/**
 * Tests of what people look at: rules, dashboards, notifications and compose files, with the real
 * servers.
 */
package dev.plateau.dashboards;
