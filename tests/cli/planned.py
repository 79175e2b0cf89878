"""A person with a goal, whom plans, routes and steps are asked for."""

from __future__ import annotations

PROFILE = """
role: senior-pm
years: 6
people: 0
skills:
  product-strategy: {level: practitioner, evidence: [pricing]}
  coaching: working
  people-management: awareness
evidence: [{id: pricing, title: Pricing test}]
focus: [coaching]
goal: cpo
"""
AS_OF = ["--as-of", "2026-11-23"]
