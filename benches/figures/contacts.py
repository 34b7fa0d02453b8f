"""The offices: their places, their kinds, and what is given of them in any of their copies."""

import collections

from .corpus import count_by

KINDS = {"Local personnalisé sur SP": 4870, "Local personnalisable": 2595, "Local": 1596, "Centre de contact": 1304, "National": 1010,
         "Support": 11}


def compare(checks, corpus):
    checks.part("contacts")
    contacts, core = corpus.contacts, corpus.core
    checks.exact("OuSAdresser (toutes)", len(contacts), 11386)
    checks.exact("OuSAdresser (fiches de fond)", sum(len(record["contacts"]) for record in core), 9357)
    checks.exact("fiches de fond avec OuSAdresser", sum(bool(record["contacts"]) for record in core), 2396)
    found = count_by(contact["kind"] for contact in contacts)
    for kind, expected in KINDS.items():
        checks.exact(f"OuSAdresser « {kind} »", found[kind], expected)
    offices = collections.defaultdict(set)
    for contact in contacts:
        offices[contact["id"]].update(what for what in ("text", "url", "pivot", "telephone", "hours", "mail") if contact[what])
    checks.exact("ID d'OuSAdresser", len(offices), 754)
    for what, name, expected in [("text", "texte", 284), ("url", "adresse de site", 471), ("pivot", "pivot local", 170)]:
        checks.exact(f"contacts avec {name}", sum(what in said for said in offices.values()), expected)
    pivots = {contact["pivot"] for contact in contacts if contact["pivot"]}
    checks.explained("mots de pivot", len(pivots), 170, 171, "le 171e, « depotDossierPACS », est sur un téléservice")
    checks.near("contacts avec horaires", sum("hours" in said for said in offices.values()), 118)
    # The numbers that are left are faxes (R2298, R49547…): none one may call.
    checks.near("contacts avec téléphone", sum("telephone" in said for said in offices.values()), 208)
    why = "sept téléphones de moins, et les horaires sont cherchés dans toutes les copies d'un contact (R19821 : un serveur vocal)"
    checks.explained("contacts avec téléphone sans horaires", sum("telephone" in said and "hours" not in said for said in offices.values()), 85, 98, why)
    mailboxes = {office.get("ID") for _, root in corpus.pages for office in root.iter("OuSAdresser") if writes_a_mailbox(office)}
    missed = sorted(office for office in mailboxes if "mail" not in offices[office])
    checks.exact("contacts où une boîte est écrite et non lue", len(missed), 0)
    why = "motif non donné ; une boîte est écrite dans 82, compté à part"
    checks.explained("contacts avec courriel", sum("mail" in said for said in offices.values()), 82, 93, why)


def writes_a_mailbox(office):
    return "@" in "".join(office.itertext()) or any((node.get("URL") or "").startswith("mailto:") for node in office.iter())
