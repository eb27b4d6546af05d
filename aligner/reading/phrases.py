"""Words of news pages: the lines that are furniture whenever they stand alone. Lower case, no marks around them."""

from __future__ import annotations


def _listed(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


ALONE = _listed(
    """
    advertisement | advertisements | advertising | sponsored | sponsored content | paid content | promoted |
    story continues below | story continues below advertisement | article continues below |
    article continues below advertisement | article continues after advertisement | story continues |
    story continued below | video | photo | photos | image | images | audio | continue reading | keep reading |
    read more | read next | read on | read full story | read full article | read the full story |
    read the full article | click here | learn more | show more | load more | see also | also see | also read |
    read also | related | related stories | related articles | related story | related article | related topics |
    related content | related links | related coverage | related posts | related news | related video |
    more on this story | more on this | more on this topic | further reading | recommended | recommended for you |
    recommended reading | recommended stories | you may also like | you might also like |
    you may also be interested in | more stories | more stories like this | more like this | more news |
    most read | most popular | most viewed | most recent | most commented | trending | trending now |
    trending stories | top stories | latest news | latest stories | latest headlines | popular | popular now |
    popular stories | editor's picks | editors' picks | editor's pick | don't miss | must read | must reads |
    must watch | around the network | around the web | from around the web | from the web | from our partners |
    from our network | promoted stories | popular in the community | what to read next | up next | comments |
    leave a comment | leave a reply | cancel reply | post a comment | post comment | view comments |
    show comments | hide comments | add a comment | write a comment | join the conversation | join the discussion |
    comments are closed | report an error | share | share this | share this story | share this article |
    share this post | share on | share via | share article | tweet | tweet this | retweet | print | print this |
    print article | email this | facebook | twitter | google plus | google+ | linkedin | whatsapp | reddit |
    pinterest | flipboard | copy link | link copied | follow us | follow | subscribe | subscribe now |
    subscribe today | sign up | sign up now | sign in | log in | login | log out | register | register now |
    newsletter | newsletters | newsletter signup | menu | main menu | navigation | skip to content |
    skip to main content | skip to main | skip navigation | skip advertisement | close | close menu | next |
    previous | next article | previous article | next story | previous story | next post | previous post |
    back to top | toggle caption | hide caption | show caption | enlarge this image | enlarge image |
    view image in fullscreen | view gallery | view all | see all | loading | loading video | play video |
    watch video | watch live | image caption | media caption | image copyright | file photo | file image |
    stock image | text size | font size | terms of use | terms of service | terms and conditions | privacy policy |
    privacy notice | cookie policy | cookie settings | manage cookies | accept all cookies | accept cookies |
    accept all | all rights reserved | contact us | about us | advertise with us | article excerpt |
    listen to this article | listen to article | gift this article | save this article | save article | bookmark |
    add to favorites | get our free newsletter | about the author | about the authors | about the writer |
    written by | reported by | on this page | in this article | table of contents | tags | topics | filed under |
    more from this author | view all posts | subscribe to read | subscribe to continue reading | subscribers only |
    for subscribers | subscriber exclusive | premium content | listen to this story
    """
)
"""Whole lines that no article says of the world: links, buttons, headings of lists and boxes."""

SECTIONS = _listed(
    """
    home | news | world | world news | uk | uk news | us | u.s | us news | u.s. news | national | national news |
    local | local news | politics | us politics | u.s. politics | business | business news | economy | markets |
    finance | money | companies | technology | tech | tech news | science | health | environment | climate |
    education | culture | arts | entertainment | celebrity | lifestyle | life | style | fashion | food | travel |
    sport | sports | football | soccer | opinion | opinions | op-ed | editorial | comment | commentary | analysis |
    explainer | feature | features | review | interview | investigation | live | live updates | breaking |
    breaking news | exclusive | developing | developing story | just in | update | updated | video | videos |
    watch | photo | photos | pictures | gallery | audio | podcast | podcasts | listen | in depth | in-depth |
    blog | blogs | press release | top news | top story | headlines | middle east | europe | asia | africa |
    americas | latin america | asia pacific | crime | courts | law | weather | energy | media | religion | royals
    """
)
"""Names of sections and labels: furniture above the title, but fit to be a sub-heading inside the text."""

SHARE_CORE = frozenset(
    ("share", "tweet", "pin", "email", "print", "facebook", "twitter", "linkedin", "whatsapp", "reddit")
)
"""A row of share buttons has one of these ..."""

SHARE = SHARE_CORE | _listed(
    """
    x | on | via | this | article | story | post | or | and | more | copy | link | save | comment | comments |
    flipboard | telegram | messenger | sms | google | plus | instagram | youtube | shares | tweets | follow | us |
    subscribe | embed | mail | e-mail | bluesky | threads | pinterest
    """
)
"""... and otherwise only these, and numbers."""
