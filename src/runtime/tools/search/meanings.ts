import { stem } from "porter2";

/** Words that are synonyms in names of tools. A word may be in several rows. */
const SAME = `
get fetch retrieve read show view obtain lookup display load open see look
list enumerate all every overview browse which everybody everything
create add make new insert register generate build put append write post provision init setup
delete remove erase drop destroy discard clear purge uninstall forget clean cleanup
update edit modify change alter patch revise replace overwrite set put write adjust
search find query locate seek discover look retrieve
send post deliver transmit submit publish emit push
run execute invoke launch perform call trigger evaluate eval
start begin boot open launch activate
stop end halt terminate kill abort cancel quit finish complete close shut
copy duplicate clone replicate fork
move relocate transfer shift drag
rename name call title label
close shut
merge accept join combine
approve accept allow respond
reject deny decline respond
reserve allocate acquire
release free return
reset restart clear
undo rollback revert restore
wait sleep pause delay await expect
check validate verify test inspect examine lint analyze analyse audit review
compute calculate sum add
compare diff difference
translate convert transform
deploy publish release ship
enable activate on toggle
disable deactivate off toggle
connect link attach bind associate
disconnect unlink detach leave
upload import push put
download export save
approve permission allow
count number amount total
give assign grant attach
buy purchase order
draw paint render generate
learn remember store save set
file document doc text
folder directory dir
image picture photo screenshot img capture
video screencast film recording
message msg mail email letter sms text
user person member people account profile everybody participant
issue ticket bug defect
repository repo
table spreadsheet sheet
row record entry item
column field property attribute
tag label
note remark comment
picture chart diagram graph plot
database db
detail info information metadata description summary describe about
config configuration setting settings preference option
page website site url webpage web
page tab window
url link
click press tap push hit button
hover over mouse
type enter fill input write
press key keyboard
price cost quote rate fee billing
date time day clock calendar
comment reply respond remark
error fault failure problem exception crash mistake issue
log history record trace journal activity audit
health status state available availability up down alive
big large
function procedure method
job task todo work
space room area place location
place location poi spot geocode
address location geocode postcode
coordinate latitude longitude geocode position
route direction way path navigation
near nearby around close
permission access right role policy
version revision
change changelog changes new release
package library module dependency
documentation docs doc guide guidance manual reference help knowledge advice
example sample snippet
code script program snippet javascript
command cmd shell exec
app application program
phone mobile device
pod container
rule policy
team group organization organisation org
variable env environment
key secret token credential
topic channel
several multiple many batch bulk
whole full entire complete
index indices
schema structure definition column label
model asset object mesh
element component node
login auth authentication signin
customer client
weather forecast rain
navigate go open visit browse goto
route direction drive travel trip journey
network subnet vpc vnet
history past conversation chat message
succeed success pass status result outcome fail
hold long press tap touch
empty clear wipe reset
relation relationship link connection edge association
entity node object item
attach upload add
print output log stdout display
recommend suggest recommendation rec suggestion advise
size capacity amount volume
teach learn tutorial lesson course training
next continue following
previous back last earlier before
latest last recent newest current
schedule plan calendar cron
subscribe follow watch listen observe monitor
notify alert notification alarm warn warning
lock secure protect
hide conceal invisible
money payment pay charge balance
invoice bill receipt
company business organization firm
word phrase term keyword
sort order rank
filter match condition criteria
backup snapshot dump archive
speed performance fast slow latency
server host machine instance vm
disk storage volume bucket
domain dns hostname
pipeline workflow build ci
trigger start fire
answer reply response respond
question ask query prompt
text string content body
attendee participant member guest
meeting conference appointment event
color colour style theme
zoom scale resize
scroll swipe drag
audio sound voice music song
news article story post
language locale translation
country region city
summary overview digest brief
parent ancestor
child children descendant
kind type sort category class
current now active present
own my self mine me
own owner belong
allow enable permit grant
need require requirement
old stale outdated expired
broken fail error
explain describe help understand
improve optimize optimise enhance
import load ingest
export render dump
html markup source
javascript js
typescript ts
kubernetes k8s kube
postgres postgresql
authentication auth
repository project repo
several multi
arithmetic math calculator calculate calc
number integer digit
mouse pointer cursor
finger touch tap press
phone cellphone smartphone
`;

const HEADS: ReadonlyMap<string, readonly string[]> = headsOf(SAME.trim().split("\n"));

function headsOf(rows: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const heads = new Map<string, string[]>();
  rows.forEach((row, index) => {
    for (const word of new Set(row.split(" ").map(stem)))
      heads.set(word, [...(heads.get(word) ?? []), `=${index}`]);
  });
  return heads;
}

/** Returns the meanings of a word: a mark for each row of synonyms that contains it. */
export function meaningsOf(word: string): readonly string[] {
  return HEADS.get(word) ?? [];
}
