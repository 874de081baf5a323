-- A project as the first format had it: written by the program, dumped as SQL.
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
BEGIN TRANSACTION;
CREATE TABLE frontlines_articles (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        about TEXT NOT NULL,
        text TEXT NOT NULL,
        chain TEXT NOT NULL
    );
INSERT INTO "frontlines_articles" VALUES(1,'0','cee0a310325e53190db4805d6e3e4c0655a714be396af01e18a79db4932e3aad','{"id":"0","path":"0.txt","title":null,"outlet":null,"url":null,"language":"en","sha256":"cee0a310325e53190db4805d6e3e4c0655a714be396af01e18a79db4932e3aad","published":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"dateline"},"copy_of":null,"text":"","parts":[{"role":"dateline","start":0,"end":34},{"role":"body","start":34,"end":179}]}','ALEPPO, Oct. 2, 2016 (Test Wire) - Government forces captured Handarat camp on Sunday. The rebel-held district of Heluk was bombed by Russian warplanes.
0 0','64475310669c6b2c544fafa74913515df95f4f5e244c734d76d863a0b1d8ba8a');
INSERT INTO "frontlines_articles" VALUES(2,'1','8e37834b0a40de47058e824e29854f92b237b8e9a671b8fc6e7ee7d4bf22ae9c','{"id":"1","path":"0.txt","title":null,"outlet":null,"url":null,"language":"en","sha256":"8e37834b0a40de47058e824e29854f92b237b8e9a671b8fc6e7ee7d4bf22ae9c","published":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"dateline"},"copy_of":null,"text":"","parts":[{"role":"dateline","start":0,"end":34},{"role":"body","start":34,"end":179}]}','ALEPPO, Oct. 2, 2016 (Test Wire) - Government forces captured Handarat camp on Sunday. The rebel-held district of Heluk was bombed by Russian warplanes.
0 1','1b1477e0b35ef8d17f014113f6c67a7f05b8b87e41e79ce972bd323802874905');
INSERT INTO "frontlines_articles" VALUES(3,'2','eb7f5062181c86baac6a35f8066939884e4f74248d85a49ba8f36eabd433913e','{"id":"2","path":"0.txt","title":null,"outlet":null,"url":null,"language":"en","sha256":"eb7f5062181c86baac6a35f8066939884e4f74248d85a49ba8f36eabd433913e","published":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"dateline"},"copy_of":null,"text":"","parts":[{"role":"dateline","start":0,"end":34},{"role":"body","start":34,"end":179}]}','ALEPPO, Oct. 2, 2016 (Test Wire) - Government forces captured Handarat camp on Sunday. The rebel-held district of Heluk was bombed by Russian warplanes.
1 2','b326ffe80a79845808abfd9ac92a72735233b7e07e8f40578bc14fb48bb24b32');
CREATE TABLE frontlines_log (
        seq INTEGER PRIMARY KEY,
        entry TEXT NOT NULL,
        hash TEXT NOT NULL
    );
INSERT INTO "frontlines_log" VALUES(1,'{"seq":1,"time":"2026-11-22T05:38:32Z","who":"ann","edit":"rate","source":"Test Wire","reliability":"B","before":""}','b3b89e8903248dcccfe21aa570d80f9254ea8861c28c57939f41d02e3eaa9e15');
CREATE TABLE frontlines_meta (
        key TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "frontlines_meta" VALUES('articles_end','b326ffe80a79845808abfd9ac92a72735233b7e07e8f40578bc14fb48bb24b32');
INSERT INTO "frontlines_meta" VALUES('format','1');
INSERT INTO "frontlines_meta" VALUES('log_end','b3b89e8903248dcccfe21aa570d80f9254ea8861c28c57939f41d02e3eaa9e15');
INSERT INTO "frontlines_meta" VALUES('made_by','Frontlines 0.1.0');
INSERT INTO "frontlines_meta" VALUES('saved','2026-11-22T05:38:32+00:00');
CREATE TABLE frontlines_places (
        seq INTEGER PRIMARY KEY,
        place TEXT NOT NULL
    );
CREATE TABLE frontlines_readings (
        seq INTEGER PRIMARY KEY REFERENCES frontlines_articles (seq),
        rules TEXT NOT NULL,
        claims TEXT NOT NULL,
        notes TEXT NOT NULL,
        sha256 TEXT NOT NULL
    );
INSERT INTO "frontlines_readings" VALUES(1,'0.1.0','[{"id":"4a8081a2a92d","place":{"text":"Handarat camp","name":"Handarat camp","id":"aleppo/handarat-camp","kind":"camp","point":{"lat":36.2731,"lon":37.1777},"candidates":[]},"extent":"whole","side":"government","group":"Government forces","event":"captures","status":"reported","date":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"\"Sunday\""},"since":null,"source":null,"from":null,"quote":{"start":35,"end":75},"sentence":{"start":35,"end":86},"rule":"capture-verb","confidence":0.75,"why":["rule capture-verb","place by exact name","date from \"Sunday\""],"trace":{"trigger":{"start":53,"end":61},"place":{"start":62,"end":75},"side":{"start":35,"end":52},"time":{"start":79,"end":85},"cue":null,"source":null}},{"id":"e728ea982abb","place":{"text":"The rebel-held district of Heluk","name":"Heluk","id":"aleppo/heluk","kind":"quarter","point":{"lat":36.23057,"lon":37.16981},"candidates":[]},"extent":"whole","side":"opposition","group":"rebel","event":"holds","status":"reported","date":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"the article''s date"},"since":null,"source":null,"from":null,"quote":{"start":87,"end":119},"sentence":{"start":87,"end":152},"rule":"side-held","confidence":0.95,"why":["rule side-held","place by exact name","date from the article''s date"],"trace":{"trigger":{"start":91,"end":101},"place":{"start":114,"end":119},"side":{"start":91,"end":96},"time":null,"cue":null,"source":null}},{"id":"df8c38afc578","place":{"text":"The rebel-held district of Heluk","name":"Heluk","id":"aleppo/heluk","kind":"quarter","point":{"lat":36.23057,"lon":37.16981},"candidates":[]},"extent":"whole","side":"government","group":"Russian warplanes","event":"strikes","status":"reported","date":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"\"Sunday\" before it"},"since":null,"source":null,"from":null,"quote":{"start":87,"end":151},"sentence":{"start":87,"end":152},"rule":"bomb-verb","confidence":0.75,"why":["rule bomb-verb","place by exact name","date from \"Sunday\" before it"],"trace":{"trigger":{"start":124,"end":130},"place":{"start":114,"end":119},"side":{"start":134,"end":151},"time":null,"cue":null,"source":null}}]','[]','23856b1c7069b89516696cb38b0cef010e54c10d1961af68602305a08bf27bd2');
INSERT INTO "frontlines_readings" VALUES(2,'0.1.0','[{"id":"4a8081a2a92d","place":{"text":"Handarat camp","name":"Handarat camp","id":"aleppo/handarat-camp","kind":"camp","point":{"lat":36.2731,"lon":37.1777},"candidates":[]},"extent":"whole","side":"government","group":"Government forces","event":"captures","status":"reported","date":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"\"Sunday\""},"since":null,"source":null,"from":null,"quote":{"start":35,"end":75},"sentence":{"start":35,"end":86},"rule":"capture-verb","confidence":0.75,"why":["rule capture-verb","place by exact name","date from \"Sunday\""],"trace":{"trigger":{"start":53,"end":61},"place":{"start":62,"end":75},"side":{"start":35,"end":52},"time":{"start":79,"end":85},"cue":null,"source":null}},{"id":"e728ea982abb","place":{"text":"The rebel-held district of Heluk","name":"Heluk","id":"aleppo/heluk","kind":"quarter","point":{"lat":36.23057,"lon":37.16981},"candidates":[]},"extent":"whole","side":"opposition","group":"rebel","event":"holds","status":"reported","date":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"the article''s date"},"since":null,"source":null,"from":null,"quote":{"start":87,"end":119},"sentence":{"start":87,"end":152},"rule":"side-held","confidence":0.95,"why":["rule side-held","place by exact name","date from the article''s date"],"trace":{"trigger":{"start":91,"end":101},"place":{"start":114,"end":119},"side":{"start":91,"end":96},"time":null,"cue":null,"source":null}},{"id":"df8c38afc578","place":{"text":"The rebel-held district of Heluk","name":"Heluk","id":"aleppo/heluk","kind":"quarter","point":{"lat":36.23057,"lon":37.16981},"candidates":[]},"extent":"whole","side":"government","group":"Russian warplanes","event":"strikes","status":"reported","date":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"\"Sunday\" before it"},"since":null,"source":null,"from":null,"quote":{"start":87,"end":151},"sentence":{"start":87,"end":152},"rule":"bomb-verb","confidence":0.75,"why":["rule bomb-verb","place by exact name","date from \"Sunday\" before it"],"trace":{"trigger":{"start":124,"end":130},"place":{"start":114,"end":119},"side":{"start":134,"end":151},"time":null,"cue":null,"source":null}}]','[]','23856b1c7069b89516696cb38b0cef010e54c10d1961af68602305a08bf27bd2');
INSERT INTO "frontlines_readings" VALUES(3,'0.1.0','[{"id":"4a8081a2a92d","place":{"text":"Handarat camp","name":"Handarat camp","id":"aleppo/handarat-camp","kind":"camp","point":{"lat":36.2731,"lon":37.1777},"candidates":[]},"extent":"whole","side":"government","group":"Government forces","event":"captures","status":"reported","date":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"\"Sunday\""},"since":null,"source":null,"from":null,"quote":{"start":35,"end":75},"sentence":{"start":35,"end":86},"rule":"capture-verb","confidence":0.75,"why":["rule capture-verb","place by exact name","date from \"Sunday\""],"trace":{"trigger":{"start":53,"end":61},"place":{"start":62,"end":75},"side":{"start":35,"end":52},"time":{"start":79,"end":85},"cue":null,"source":null}},{"id":"e728ea982abb","place":{"text":"The rebel-held district of Heluk","name":"Heluk","id":"aleppo/heluk","kind":"quarter","point":{"lat":36.23057,"lon":37.16981},"candidates":[]},"extent":"whole","side":"opposition","group":"rebel","event":"holds","status":"reported","date":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"the article''s date"},"since":null,"source":null,"from":null,"quote":{"start":87,"end":119},"sentence":{"start":87,"end":152},"rule":"side-held","confidence":0.95,"why":["rule side-held","place by exact name","date from the article''s date"],"trace":{"trigger":{"start":91,"end":101},"place":{"start":114,"end":119},"side":{"start":91,"end":96},"time":null,"cue":null,"source":null}},{"id":"df8c38afc578","place":{"text":"The rebel-held district of Heluk","name":"Heluk","id":"aleppo/heluk","kind":"quarter","point":{"lat":36.23057,"lon":37.16981},"candidates":[]},"extent":"whole","side":"government","group":"Russian warplanes","event":"strikes","status":"reported","date":{"span":{"from":"2016-10-02","to":"2016-10-02","kind":"precise"},"basis":"\"Sunday\" before it"},"since":null,"source":null,"from":null,"quote":{"start":87,"end":151},"sentence":{"start":87,"end":152},"rule":"bomb-verb","confidence":0.75,"why":["rule bomb-verb","place by exact name","date from \"Sunday\" before it"],"trace":{"trigger":{"start":124,"end":130},"place":{"start":114,"end":119},"side":{"start":134,"end":151},"time":null,"cue":null,"source":null}}]','[]','23856b1c7069b89516696cb38b0cef010e54c10d1961af68602305a08bf27bd2');
CREATE TABLE frontlines_settings (
        key TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "frontlines_settings" VALUES('view','{"round":2}');
CREATE TABLE gpkg_contents (
        table_name TEXT PRIMARY KEY NOT NULL,
        data_type TEXT NOT NULL,
        identifier TEXT UNIQUE,
        description TEXT DEFAULT '',
        last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
        min_x DOUBLE,
        min_y DOUBLE,
        max_x DOUBLE,
        max_y DOUBLE,
        srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
    );
CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL,
        column_name TEXT NOT NULL,
        geometry_type_name TEXT NOT NULL,
        srs_id INTEGER NOT NULL,
        z TINYINT NOT NULL,
        m TINYINT NOT NULL,
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
    );
CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL,
        srs_id INTEGER PRIMARY KEY NOT NULL,
        organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL,
        definition TEXT NOT NULL,
        description TEXT
    );
INSERT INTO "gpkg_spatial_ref_sys" VALUES('Undefined cartesian SRS',-1,'NONE',-1,'undefined','undefined cartesian coordinate reference system');
INSERT INTO "gpkg_spatial_ref_sys" VALUES('Undefined geographic SRS',0,'NONE',0,'undefined','undefined geographic coordinate reference system');
INSERT INTO "gpkg_spatial_ref_sys" VALUES('WGS 84 geodetic',4326,'EPSG',4326,'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]','longitude and latitude in decimal degrees on the WGS 84 spheroid');
CREATE TRIGGER frontlines_articles_stay BEFORE UPDATE ON frontlines_articles
        BEGIN SELECT RAISE(ABORT, 'an article is never changed'); END;
CREATE TRIGGER frontlines_articles_are_kept BEFORE DELETE ON frontlines_articles
        BEGIN SELECT RAISE(ABORT, 'an article is never taken out'); END;
CREATE TRIGGER frontlines_log_stays BEFORE UPDATE ON frontlines_log
        BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER frontlines_log_is_kept BEFORE DELETE ON frontlines_log
        BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
COMMIT;
